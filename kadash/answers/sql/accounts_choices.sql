-- purpose: what the account list can be filtered by
-- one row is: an owner, region and industry that occur together; columns: owner, region, industry (null: not known)
select
    owner,
    region,
    industry
from mart.portfolio_year
