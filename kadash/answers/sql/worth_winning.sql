-- purpose: what winning a new account costs, and what keeping one costs, in the last 12 months
-- one row is: the company; parameters: $first_day, $last_day (of the 12 months), $owners, $regions, $industries, $groups (among.sql)
-- columns: won (accounts with their first order in the 12 months), winning (service cost before the first order: of those won, of
--   prospects and of those won later), kept (accounts that ordered before the 12 months and in them), keeping (what serving them cost)
with seen as (
    select
        account_id,
        first_order,
        revenue_12m
    from mart.account as account
    where among(account)
),
spent as (
    select
        seen.account_id,
        sum(months.service_cost) filter (
            where seen.first_order is null or months.month < date_trunc('month', seen.first_order)
        ) as before_first,
        sum(months.freight + months.commission + months.rebate + months.service_cost + months.financing) as to_serve
    from mart.account_month as months
    inner join seen using (account_id)
    where months.month between $first_day and $last_day
    group by seen.account_id
)
select
    count(*) filter (where seen.first_order between $first_day and $last_day) as won,
    cast(coalesce(sum(spent.before_first), 0) as double) as winning,
    count(*) filter (where seen.first_order < $first_day and seen.revenue_12m > 0) as kept,
    cast(coalesce(sum(spent.to_serve) filter (where seen.first_order < $first_day and seen.revenue_12m > 0), 0) as double) as keeping
from seen
left join spent using (account_id)
