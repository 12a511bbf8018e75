-- giant_order: the order that only one in a hundred exceeds.
-- one row is: the company
-- reads: mart.account_day
-- parameters: as_of, one_off_percentile
-- columns: giant_order   percentile of the largest orders of all accounts' days to as_of; null without any
select quantile_cont(cast(largest_order as double), $one_off_percentile) as giant_order
from mart.account_day
where
    day <= $as_of
    and largest_order > 0
