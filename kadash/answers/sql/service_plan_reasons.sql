-- purpose: why services are proposed to some accounts; one row is: an account and a service
-- parameters: $accounts (list of account_id)
select
    account_id,
    service_id,
    reasons
from mart.proposal
where account_id in (select unnest($accounts))
