-- purpose: what was measured for flags of accounts
-- one row is: an account and a flag; parameters: $account_ids; columns: account_id, flag, evidence (JSON of mart.flag)
select
    account_id,
    flag,
    evidence
from mart.flag
where account_id in (select unnest(cast($account_ids as varchar[])))
