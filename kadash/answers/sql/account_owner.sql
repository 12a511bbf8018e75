-- purpose: whether an account is there, and whose it is
-- one row is: the account; parameters: $account_id
select
    account_id,
    account_name,
    owner
from mart.account
where account_id = $account_id
