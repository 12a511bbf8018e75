-- purpose: which accounts are in sight; one row is: one of them; columns: account_id
-- parameters: $owners, $regions, $industries, $groups (empty: any)
select account.account_id
from mart.account as account
where among(account)
