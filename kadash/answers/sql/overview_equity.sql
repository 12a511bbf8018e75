-- purpose: customer equity, for a viewer who sees every account
-- one row is: all accounts together
-- columns: customer_equity, expected_contribution (of the next 12 months); null where no cost is known
select
    sum(current_value) as customer_equity,
    sum(expected_contribution_12m) as expected_contribution
from mart.value
