-- mart.layer_year: the accounts of a layer together, by where they stood a year ago, for pages that ask about everybody.
-- one row is: a scheme, a layer now, a layer a year ago (null: not known then), an owner, a region and an industry (null: not
--   known) that occur together
-- reads: mart.segment, mart.account
-- columns:
--   scheme, layer, previous_layer, owner, region, industry
--   accounts
--   revenue_12m, contribution_12m, largest_order   sums over the accounts where they are known; null where none is
create or replace table mart.layer_year as
with
final as (
    select
        segment.scheme,
        segment.layer,
        segment.previous_layer,
        account.owner,
        account.region,
        account.industry,
        count(*) as accounts,
        sum(account.revenue_12m) as revenue_12m,
        sum(account.contribution_12m) as contribution_12m,
        sum(account.largest_order) as largest_order
    from mart.segment as segment
    inner join mart.account as account on segment.account_id = account.account_id
    group by
        segment.scheme, segment.layer, segment.previous_layer, account.owner, account.region, account.industry
)

select
    scheme,
    layer,
    previous_layer,
    owner,
    region,
    industry,
    accounts,
    cast(revenue_12m as decimal(38, 4)) as revenue_12m,
    cast(contribution_12m as decimal(38, 4)) as contribution_12m,
    cast(largest_order as decimal(38, 4)) as largest_order
from final
order by scheme, layer, previous_layer, owner, region, industry;
