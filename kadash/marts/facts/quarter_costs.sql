-- quarter_costs: what serving accounts cost in every quarter from a month on.
-- one row is: an account from $first on and before $end, and a quarter with orders or costs
-- reads: mart.account_month, account_number
-- parameters: first, end; from_month (the first month of the first quarter)
-- columns:
--   account     number of the account, less $first
--   quarter     counted from 0
--   the rest    as in mart.account_month
select
    account - cast($first as integer) as account,
    cast(date_diff('month', $from_month, month) // 3 as tinyint) as quarter,
    cast(sum(freight) as double) as freight,
    cast(sum(commission) as double) as commission,
    cast(sum(rebate) as double) as rebate,
    cast(sum(service_cost) as double) as service_cost,
    cast(sum(financing) as double) as financing
from mart.account_month
inner join account_number using (account_id)
where account >= $first
    and account < $end
    and month >= $from_month
group by account, quarter
