-- purpose: what wants a look, with what the account brings in W
-- one row is: a flag on an account
select
    flag.account_id,
    flag.flag,
    flag.severity,
    account.revenue_12m,
    account.contribution_12m
from mart.flag as flag
inner join mart.account as account on flag.account_id = account.account_id
