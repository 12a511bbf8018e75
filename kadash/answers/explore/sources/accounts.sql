-- purpose: accounts with every figure that is known of them
-- one row is: an account
-- columns: all of mart.account, and of mart.value those that mart.account has not (docs/metrics.md says what each is)
select
    account.*,
    value.* exclude (account_id, p_alive, p_buys_12m, revenue_year)
from mart.account as account
left join mart.value as value on account.account_id = value.account_id
