-- purpose: accounts as they were judged at past month-ends
-- one row is: an account and a month-end
select
    account_id,
    month_end,
    layers ->> 'value_tier' as value_tier,
    layers ->> 'lifecycle' as lifecycle,
    layers ->> 'key_account' as key_account,
    revenue_12m,
    contribution_12m,
    margin_12m,
    orders_12m,
    key_score,
    mean_days_late,
    open_receivable
from mart.account_history
