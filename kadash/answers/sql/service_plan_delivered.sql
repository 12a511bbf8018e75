-- purpose: which services were given after a day, as loaded; one row is: a service and an account that got it
-- parameters: $since (a day), $accounts (list of account_id)
select distinct
    service_id,
    account_id
from core.service_delivery
where start_date > $since::date and account_id in (select unnest($accounts))
order by service_id, account_id
