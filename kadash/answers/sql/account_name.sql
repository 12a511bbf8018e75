-- purpose: what an account in sight is called
-- one row is: the account, none where it is not there or not seen; parameters: $account_id, whose accounts are seen (seen.sql)
select
    account_id,
    account_name
from mart.account
where account_id = $account_id and seen(account)
