-- purpose: what accounts are called
-- one row is: an account of those asked for; parameters: $keys, whose accounts are seen (seen.sql)
select
    account_id as key,
    account_name as name
from mart.account
where list_contains(cast($keys as varchar[]), account_id) and account_name is not null and seen(account)
