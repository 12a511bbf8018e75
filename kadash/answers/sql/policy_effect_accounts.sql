-- purpose: who the accounts are that another policy would judge differently
-- one row is: an account in sight; parameters: whose accounts are seen (seen.sql)
select
    account_id,
    coalesce(account_name, account_id) as account_name,
    owner,
    revenue_12m
from mart.account
where seen(account)
