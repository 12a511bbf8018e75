-- account_number: the place of an account in the order of account_id, counted from 0; the other reads ask by it.
-- one row is: an account of core.account
-- reads: core.account
-- columns: account_id, account
create or replace temporary table account_number as
select
    account_id,
    cast(row_number() over (order by account_id) - 1 as integer) as account
from core.account
