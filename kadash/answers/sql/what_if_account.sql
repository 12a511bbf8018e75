-- purpose: what the retention what-if starts from, of one account alone
-- one row is: the account; parameters: $account_id
-- columns: account_name, its number as `segment` and `segment_before`, and the others of what_if_accounts.sql
select
    account.account_name,
    account.account_id as segment,
    account.account_id as segment_before,
    value.p_alive,
    value.revenue_year,
    value.before_service_rate,
    value.service_cost_year,
    value.retention_12m,
    value.wallet_share,
    account.first_order,
    account.purchases_12m,
    account.purchases_prev_12m
from mart.account as account
inner join mart.value as value on account.account_id = value.account_id
where account.account_id = $account_id
