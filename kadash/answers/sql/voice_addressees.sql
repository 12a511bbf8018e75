-- purpose: whom a questionnaire may go to
-- one row is: an account the viewer may see, the most revenue first
-- parameters: whose accounts are seen (seen.sql)
-- columns: account_id, account_name
select
    account_id,
    coalesce(account_name, account_id) as account_name
from mart.account
where seen(account)
order by revenue_12m desc nulls last, account_id
limit 2000
