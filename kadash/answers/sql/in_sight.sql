-- purpose: which accounts a viewer sees
-- one row is: an account; parameters: whose accounts are seen (seen.sql)
select account.account_id
from mart.account as account
where seen(account)
