-- mart.layer_year: the accounts of a layer together, by where they stood a year ago, for pages that ask about everybody.
-- one row is: a scheme, a layer now, a layer a year ago (null: not known then), an owner, a region, an industry and a group (null:
--   not known) that occur together
-- reads: mart.segment, mart.account, mart.value
-- columns:
--   scheme, layer, previous_layer, owner, region, industry
--   group_id    the account that a group is named after: parent_id, or itself where it is the parent of others; null without a group
--   accounts
--   revenue_12m, contribution_12m, largest_order   sums over the accounts where they are known; null where none is
--   historical_value, current_value, potential_value, lifetime_value   as in mart.value, the same way
--   below_zero, below_zero_contribution            accounts with revenue and a contribution under zero in W, and what it sums to
--   known                                          accounts whose contribution of W is known, or that never bought
--   known_revenue_12m, known_margin_12m            of the accounts whose contribution is known; 0 where none is
--   keeping_12m                                    margin less contribution of those, and service cost of those that never bought
create or replace table mart.layer_year as
with
parents as (
    select distinct parent_id
    from mart.account
    where parent_id is not null
),

accounts as (
    select
        account.account_id,
        account.owner,
        account.region,
        account.industry,
        coalesce(account.parent_id, parents.parent_id) as group_id,
        account.first_order,
        account.revenue_12m,
        account.margin_12m,
        account.contribution_12m,
        account.service_cost_12m,
        account.largest_order,
        cast(value.historical_value as decimal(38, 4)) as historical_value,
        cast(value.current_value as decimal(38, 4)) as current_value,
        cast(value.potential_value as decimal(38, 4)) as potential_value,
        cast(value.lifetime_value as decimal(38, 4)) as lifetime_value,
        account.contribution_12m < 0 and account.revenue_12m > 0 as is_below_zero
    from mart.account as account
    left join parents on account.account_id = parents.parent_id
    left join mart.value as value on account.account_id = value.account_id
),

final as (
    select
        segment.scheme,
        segment.layer,
        segment.previous_layer,
        accounts.owner,
        accounts.region,
        accounts.industry,
        accounts.group_id,
        count(*) as accounts,
        sum(accounts.revenue_12m) as revenue_12m,
        sum(accounts.contribution_12m) as contribution_12m,
        sum(accounts.largest_order) as largest_order,
        sum(accounts.historical_value) as historical_value,
        sum(accounts.current_value) as current_value,
        sum(accounts.potential_value) as potential_value,
        sum(accounts.lifetime_value) as lifetime_value,
        count(*) filter (where accounts.is_below_zero) as below_zero,
        sum(accounts.contribution_12m) filter (where accounts.is_below_zero) as below_zero_contribution,
        count(*) filter (where accounts.contribution_12m is not null or accounts.first_order is null) as known,
        coalesce(sum(accounts.revenue_12m) filter (where accounts.contribution_12m is not null), 0) as known_revenue_12m,
        coalesce(sum(accounts.margin_12m) filter (where accounts.contribution_12m is not null), 0) as known_margin_12m,
        coalesce(sum(
            case
                when accounts.contribution_12m is not null then accounts.margin_12m - accounts.contribution_12m
                when accounts.first_order is null then accounts.service_cost_12m
            end
        ), 0) as keeping_12m
    from mart.segment as segment
    inner join accounts on segment.account_id = accounts.account_id
    group by
        segment.scheme, segment.layer, segment.previous_layer, accounts.owner, accounts.region, accounts.industry,
        accounts.group_id
)

select
    scheme,
    layer,
    previous_layer,
    owner,
    region,
    industry,
    group_id,
    accounts,
    cast(revenue_12m as decimal(38, 4)) as revenue_12m,
    cast(contribution_12m as decimal(38, 4)) as contribution_12m,
    cast(largest_order as decimal(38, 4)) as largest_order,
    historical_value,
    current_value,
    potential_value,
    lifetime_value,
    below_zero,
    cast(below_zero_contribution as decimal(38, 4)) as below_zero_contribution,
    known,
    cast(known_revenue_12m as decimal(38, 4)) as known_revenue_12m,
    cast(known_margin_12m as decimal(38, 4)) as known_margin_12m,
    cast(keeping_12m as decimal(38, 4)) as keeping_12m
from final
order by scheme, layer, previous_layer, owner, region, industry, group_id;
