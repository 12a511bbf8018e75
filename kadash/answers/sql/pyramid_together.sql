-- purpose: what all accounts asked for bring together
-- one row is: all of them
-- parameters: $owners, $regions, $industries, $groups (empty: any)
-- columns: accounts (with orders), revenue_12m, contribution_12m, customer_equity (null where none is known)
select
    count(account.first_order) as accounts,
    cast(sum(account.revenue_12m) as double) as revenue_12m,
    cast(sum(account.contribution_12m) as double) as contribution_12m,
    cast(sum(cast(value.current_value as decimal(38, 4))) as double) as customer_equity
from mart.account as account
left join mart.value as value on account.account_id = value.account_id
where
    among(account)
