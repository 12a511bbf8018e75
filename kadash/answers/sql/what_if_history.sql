-- purpose: what retention, margin and cost to serve really were at every past month-end
-- one row is: a month-end; parameters: $path (of the scheme in the JSON of layers), $layer (null: all), $account_id (null: all),
--   whose accounts are seen (seen.sql)
-- columns, of the 12 months before it: bought_before and bought_again (accounts; of those who stood in the layer a year before it),
--   revenue, margin, service_cost (of those who stand in the layer then); nothing is counted as kept in a layer where the layers of a year
--   before are not known
with
seen as (
    select
        history.account_id,
        history.month_end,
        json_extract_string(history.layers, $path) as layer,
        coalesce(history.purchases_12m, 0) as purchases_12m,
        coalesce(history.purchases_prev_12m, 0) as purchases_prev_12m,
        history.revenue_12m,
        history.margin_12m,
        history.service_cost_12m
    from mart.account_history as history
    inner join mart.account as account on history.account_id = account.account_id
    where
        (cast($account_id as varchar) is null or history.account_id = $account_id)
        and seen(account)
),

kept as (
    select
        month_end,
        count(*) as bought_before,
        count(*) filter (where purchases_12m > 0) as bought_again
    from seen
    where
        purchases_prev_12m > 0
        and (
            cast($layer as varchar) is null
            or (account_id, last_day(month_end - interval 12 month)) in (
                select (account_id, month_end) from seen where layer = $layer
            )
        )
    group by month_end
),

earned as (
    select
        month_end,
        cast(sum(revenue_12m) as double) as revenue,
        cast(sum(margin_12m) as double) as margin,
        cast(sum(case when margin_12m is not null then revenue_12m end) as double) as revenue_of_margin,
        cast(sum(service_cost_12m) as double) as service_cost
    from seen
    where cast($layer as varchar) is null or layer = $layer
    group by month_end
),

month_ends as (
    select distinct month_end
    from mart.account_history
),

final as (
    select
        month_ends.month_end,
        coalesce(kept.bought_before, 0) as bought_before,
        coalesce(kept.bought_again, 0) as bought_again,
        earned.revenue,
        earned.margin,
        earned.revenue_of_margin,
        earned.service_cost
    from month_ends
    left join kept on month_ends.month_end = kept.month_end
    left join earned on month_ends.month_end = earned.month_end
)

select
    month_end,
    bought_before,
    bought_again,
    revenue,
    margin,
    revenue_of_margin,
    service_cost
from final
order by month_end
