-- purpose: how an account stood at past month-ends: what shows when it changed its layer or was flagged
-- one row is: a month-end, oldest first; parameters: $account_id
-- columns: month_end, value_tier, flags (JSON list)
select
    month_end,
    layers ->> 'value_tier' as value_tier,
    flags
from mart.account_history
where account_id = $account_id
order by month_end
