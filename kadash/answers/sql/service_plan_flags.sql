-- purpose: the flags that accounts carry; one row is: an account and a flag
select
    account_id,
    flag
from mart.flag
