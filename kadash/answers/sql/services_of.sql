-- purpose: the eligible services of an account, best first
-- one row is: a service; parameters: $account_id
select
    service_id,
    rank,
    expected_gain,
    low,
    high,
    cost,
    hours,
    reasons
from mart.proposal
where account_id = $account_id
order by rank
