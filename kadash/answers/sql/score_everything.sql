-- purpose: every fact of all accounts, for what a scheme may read of them
-- one row is: an account; the columns of mart.account but for those that mart.value has too, and is_seen (whether the viewer may see it)
-- parameters: whose accounts are seen (seen.sql)
-- As they lie in the file, in the order of account_id: to sort so many columns takes as long as to read them.
select
    account.* exclude (p_alive, p_buys_12m, revenue_year, before_service_rate),
    seen(account) as is_seen
from mart.account as account
