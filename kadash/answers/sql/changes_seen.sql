-- purpose: whose accounts changes are told of
-- one row is: one of $account_ids that is asked for and that the viewer may see
-- parameters: $account_ids, $owners, $regions, $industries, $groups (among.sql)
-- columns: account_id, account_name, owner, stake (the larger of this and last year's contribution, without its sign; revenue
--   where contribution is unknown)
select
    account.account_id,
    coalesce(account.account_name, account.account_id) as account_name,
    account.owner,
    cast(greatest(
        abs(coalesce(account.contribution_12m, account.revenue_12m, 0)),
        abs(coalesce(account.contribution_prev_12m, account.revenue_prev_12m, 0))
    ) as double) as stake
from mart.account as account
where
    account.account_id in (select unnest(cast($account_ids as varchar[])))
    and among(account)
