-- mart.peer_category: what accounts that are each other's peers buy in W, by category.
-- one row is: a group of peers and a category that one of them buys
-- reads: mart.counted_line, mart.account, mart.segment
-- parameters: window_start, window_end (W: first and last day of the 12 full months)
-- columns:
--   industry, value_tier  the group: accounts with spend in W of the same industry and tier; both null: all with spend
--   category              lines without category count nowhere
--   accounts              how many the group has
--   buyers                of them, with net revenue above 0 in the category
--   revenue               what the buyers buy of it
--   all_revenue           what the group buys of all categories
--   median_share          what the median of the others gives this category of its spend, seen by one that does not buy it
--   margin_rate           margin / revenue of the category over all accounts whose margin is known; null where none is
-- An account's spend is the sum of the categories with net revenue above 0. Who asks for an account counts it out of its group.
create or replace table mart.peer_category as
with
bought as (
    select
        account_id,
        category,
        cast(sum(amount) as double) as revenue,
        case
            when count(*) filter (where amount <> 0 and cost is null) = 0
                then cast(sum(amount) - coalesce(sum(cost), 0) as double)
        end as margin
    from mart.counted_line
    where day between $window_start and $window_end
        and category is not null
    group by account_id, category
),

margin_rates as (
    select
        category,
        sum(margin) / nullif(greatest(sum(revenue) filter (where margin is not null), 0), 0) as margin_rate
    from bought
    group by category
),

spent as (
    select
        account_id,
        category,
        revenue,
        sum(revenue) over (partition by account_id) as account_revenue
    from bought
    where revenue > 0
),

placed as (
    select
        spent.account_id,
        spent.category,
        spent.revenue,
        spent.revenue / spent.account_revenue as share,
        account.industry,
        segment.layer as value_tier
    from spent
    inner join mart.account as account on spent.account_id = account.account_id
    left join mart.segment as segment
        on spent.account_id = segment.account_id
        and segment.scheme = 'value_tier'
),

grouped as (
    select account_id, category, revenue, share, industry, value_tier
    from placed
    where industry is not null and value_tier is not null
    union all
    select account_id, category, revenue, share, null as industry, null as value_tier
    from placed
),

group_sizes as (
    select
        industry,
        value_tier,
        count(distinct account_id) as accounts,
        sum(revenue) as all_revenue
    from grouped
    group by industry, value_tier
),

-- peers that do not buy the category stand, with a share of 0, before those that do
ranked as (
    select
        grouped.industry,
        grouped.value_tier,
        grouped.category,
        grouped.revenue,
        grouped.share,
        group_sizes.accounts,
        group_sizes.all_revenue,
        row_number() over by_share + greatest(
            group_sizes.accounts - 1
            - count(*) over (partition by grouped.industry, grouped.value_tier, grouped.category), 0
        ) as place
    from grouped
    inner join group_sizes
        on grouped.industry is not distinct from group_sizes.industry
        and grouped.value_tier is not distinct from group_sizes.value_tier
    window by_share as (
        partition by grouped.industry, grouped.value_tier, grouped.category order by grouped.share
    )
),

final as (
    select
        industry,
        value_tier,
        category,
        any_value(accounts) as accounts,
        count(*) as buyers,
        sum(revenue) as revenue,
        any_value(all_revenue) as all_revenue,
        (
            coalesce(max(share) filter (where place = (accounts - 2) // 2 + 1), 0)
            + coalesce(max(share) filter (where place = (accounts - 1) // 2 + 1), 0)
        ) / 2 as median_share
    from ranked
    group by industry, value_tier, category
)

select
    final.industry,
    final.value_tier,
    final.category,
    final.accounts,
    final.buyers,
    final.revenue,
    final.all_revenue,
    final.median_share,
    margin_rates.margin_rate
from final
inner join margin_rates on final.category = margin_rates.category
order by final.industry, final.value_tier, final.category;
