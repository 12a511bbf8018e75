-- purpose: what ran for a while at an account: contracts, and value-added services that were given
-- one row is: a contract or a service given that reaches into the time looked at
-- parameters: $account_id, $first_day, $last_day
-- columns: lane (contracts, services), first_day, last_day (null: no end given), name (the contract's kind; the
--   service's id), number (the contract's), amount (money: value of the contract, cost of the service), result (as
--   recorded; null for contracts)
select
    'contracts' as lane,
    start_date as first_day,
    end_date as last_day,
    kind as name,
    contract_id as number,
    cast(value as double) as amount,
    null as result
from core.contract
where account_id = $account_id and start_date <= $last_day and coalesce(end_date, $last_day) >= $first_day
union all
select
    'services',
    start_date,
    end_date,
    service_id,
    null,
    cast(cost as double),
    result
from core.service_delivery
where account_id = $account_id and start_date <= $last_day and coalesce(end_date, start_date) >= $first_day
order by lane, first_day, name
