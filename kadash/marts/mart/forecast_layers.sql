-- the layers accounts stood in at a past month-end: what forecasts are graded by segment with.
-- one row is: an account known of at $origin
-- parameters: origin (a month-end)
-- reads: mart.account_history
-- columns: account_id, value_tier, lifecycle
select
    account_id,
    json_extract_string(layers, '$.value_tier') as value_tier,
    json_extract_string(layers, '$.lifecycle') as lifecycle
from mart.account_history
where month_end = $origin
