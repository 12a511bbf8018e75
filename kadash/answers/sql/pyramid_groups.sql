-- purpose: the groups that the accounts in sight belong to
-- one row is: a group, by name; parameters: whose accounts are seen (seen.sql)
-- columns: group_id (the number of its parent), group_name (its number where it is no account, or one that is not seen), accounts (its parent among them)
select
    coalesce(account.parent_id, account.account_id) as group_id,
    coalesce(min(parent.account_name), group_id) as group_name,
    count(*) as accounts
from mart.account as account
left join mart.account as parent on parent.account_id = coalesce(account.parent_id, account.account_id) and seen(parent)
where
    coalesce(account.parent_id, account.account_id) in (select parent_id from mart.account where parent_id is not null)
    and seen(account)
group by coalesce(account.parent_id, account.account_id)
order by group_name, group_id
