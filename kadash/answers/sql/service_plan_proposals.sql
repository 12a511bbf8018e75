-- purpose: every eligible service of the accounts in sight, without its reasons
-- one row is: an account and a service
select
    proposal.account_id,
    proposal.service_id,
    proposal.rank,
    proposal.expected_gain,
    proposal.low,
    proposal.high,
    proposal.probability_of_gain,
    proposal.payback_months,
    proposal.cost,
    proposal.hours
from mart.proposal as proposal
where seen_by_id(proposal)
