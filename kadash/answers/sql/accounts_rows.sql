-- purpose: what the account list shows of each account
-- one row is: one of $row_numbers of mart.account_list; parameters: $row_numbers, $scheme (of the column layer)
-- columns: row_number; identity; layer; figures of the last 12 months and of the year before; value; flags (codes, comma between,
--   most urgent first); service_id of the best proposal (null: none); trend (revenue of the last 24 full months, the oldest first)
select
    rowid as row_number,
    account_id,
    account_name,
    owner,
    region,
    industry,
    split_part(split_part(layers, '|' || $scheme || ':', 2), '|', 1) as layer,
    revenue_12m::double as revenue_12m,
    revenue_prev_12m::double as revenue_prev_12m,
    contribution_12m::double as contribution_12m,
    contribution_rate_12m,
    current_value,
    key_score,
    days_since_order,
    mean_days_late,
    flags,
    service_id,
    trend
from mart.account_list
where rowid in (select unnest($row_numbers::bigint[]))
