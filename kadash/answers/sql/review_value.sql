-- purpose: what an account is worth, as its review shows it
-- one row is: the account; parameters: $account_id
select
    historical_value,
    current_value,
    potential_value,
    lifetime_value,
    low,
    high,
    p_alive,
    p_buys_12m,
    retention_12m,
    expected_contribution_12m,
    wallet_share,
    model
from mart.value
where account_id = $account_id
