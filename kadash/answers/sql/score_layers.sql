-- purpose: where all accounts stand in the scheme key_account
-- one row is: an account, as they lie in the file; columns: account_id, key_account (its layer)
select
    account_id,
    layer as key_account
from mart.segment
where scheme = 'key_account'
