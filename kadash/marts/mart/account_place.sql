-- mart.account_place: a number for every account, by which mart.buyer_bits names it.
-- one row is: an account
-- reads: mart.account
-- columns:
--   account_id
--   place       from 0 on, by account_id; kept, because who may not know the accounts sees other account_ids
create or replace table mart.account_place as
select
    account_id,
    row_number() over (order by account_id) - 1 as place
from mart.account
order by account_id;
