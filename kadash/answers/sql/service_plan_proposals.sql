-- purpose: every eligible service of every account, without its reasons; one row is: an account and a service
select
    account_id,
    service_id,
    rank,
    expected_gain,
    low,
    high,
    probability_of_gain,
    payback_months,
    cost,
    hours
from mart.proposal
