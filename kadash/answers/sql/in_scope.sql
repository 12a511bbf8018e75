-- purpose: which of some accounts a viewer sees
-- one row is: one of them; parameters: $wanted, those of seen.sql; columns: account_id
select account.account_id
from mart.account as account
where
    account.account_id in (select unnest(cast($wanted as varchar[])))
    and seen(account)
