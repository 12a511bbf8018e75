-- purpose: who an account is and how it stands: every fact that its review shows
-- one row is: the account; parameters: $account_id
select
    account_id,
    account_name,
    owner,
    industry,
    region,
    purchases,
    days_since_order,
    order_gap_days,
    gap_p80_days,
    lateness,
    continuity,
    cast(revenue_12m as double) as revenue_12m,
    cast(revenue_prev_12m as double) as revenue_prev_12m,
    margin_rate_12m,
    cast(contribution_12m as double) as contribution_12m,
    cast(contribution_prev_12m as double) as contribution_prev_12m,
    margin_rate_prev_12m,
    discount_rate_12m,
    discount_rate_prev_12m,
    price_to_list_12m,
    price_to_list_prev_12m,
    purchases_12m,
    purchases_prev_12m,
    invoices,
    mean_days_late,
    on_time_rate,
    cast(open_receivable as double) as open_receivable,
    key_score
from mart.account
where account_id = $account_id
