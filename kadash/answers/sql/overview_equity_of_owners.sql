-- purpose: customer equity, for a viewer who sees the accounts of some owners
-- one row is: all these accounts together
-- parameters: $owners
-- columns: customer_equity, expected_contribution (of the next 12 months); null where no cost is known
select
    sum(value.current_value) as customer_equity,
    sum(value.expected_contribution_12m) as expected_contribution
from mart.value as value
inner join mart.account as account on value.account_id = account.account_id
where list_contains(cast($owners as varchar[]), account.owner)
