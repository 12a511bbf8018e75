-- purpose: who the accounts are that another policy would judge differently
-- one row is: an account in sight; parameters: $owners_seen (null: everybody's)
select
    account_id,
    coalesce(account_name, account_id) as account_name,
    owner,
    revenue_12m
from mart.account
where $owners_seen::varchar[] is null or list_contains($owners_seen::varchar[], owner)
