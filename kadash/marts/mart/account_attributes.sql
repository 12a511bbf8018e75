-- account_attributes: what is said of accounts, numbered, so that lines and months are summed by a number. A step of
--   attribute_sums.sql and month_sums.sql.
-- one row is: an account
-- reads: mart.account
-- columns: account_id, region, industry, owner, declared_class, and
--   combination_number  the number of these four together
create or replace temp table account_attributes as
select
    account_id,
    region,
    industry,
    owner,
    declared_class,
    dense_rank() over (order by region, industry, owner, declared_class) as combination_number
from mart.account;
