-- purpose: every fact of all accounts, for what a scheme may read of them
-- one row is: an account; the columns of mart.account but for those that mart.value has too
-- As they lie in the file, in the order of account_id: to sort so many columns takes as long as to read them.
select
    account.* exclude (p_alive, p_buys_12m, revenue_year, before_service_rate)
from mart.account as account
