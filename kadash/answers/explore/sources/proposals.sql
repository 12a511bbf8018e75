-- purpose: services that accounts are eligible for, with what they should bring
-- one row is: a service for an account
select
    account_id,
    service_id,
    rank,
    expected_gain,
    low,
    high,
    cost,
    hours,
    probability_of_gain,
    payback_months
from mart.proposal
