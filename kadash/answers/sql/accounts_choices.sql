-- purpose: what the account list can be filtered by
-- one row is: an owner, region and industry that occur together; parameters: whose accounts are seen (seen.sql); columns: owner, region, industry (null: not known)
select
    owner,
    region,
    industry
from mart.portfolio_year
where seen(portfolio_year)
