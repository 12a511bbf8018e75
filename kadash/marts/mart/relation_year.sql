-- mart.relation_year: what accounts bring in each year of the relation, for pages that ask about everybody.
-- one row is: a year of relation (1: the twelve months from the first one on; null: see accounts), an owner, a region, an industry
--   and a group (null: not known) that occur together
-- reads: mart.account, mart.account_month, mart.portfolio_month
-- parameters: window_end (last day of the last full month)
-- columns:
--   year, owner, region, industry
--   group_id    the account that a group is named after, as in mart.layer_year
--   accounts    that went through the year from end to end within the data, also those that bought nothing; where year is null, those
--               with orders whose beginning is not in the data
--   active      of them, with revenue in it
--   revenue, contribution   sums over them; contribution is null where none is known
create or replace table mart.relation_year as
with
reach as (
    select
        min(month) as first_month,
        min(month) + interval 12 months as known_from
    from mart.portfolio_month
    where revenue <> 0
),

parents as (
    select distinct parent_id
    from mart.account
    where parent_id is not null
),

begun as (
    select
        account.account_id,
        account.owner,
        account.region,
        account.industry,
        coalesce(account.parent_id, parents.parent_id) as group_id,
        cast(date_trunc('month', case
            when account.created_date <= account.first_order then account.created_date
            when account.first_order >= reach.known_from then account.first_order
        end) as date) as month
    from mart.account as account
    cross join reach
    left join parents on account.account_id = parents.parent_id
    where account.first_order is not null
),

years as (
    select
        begun.*,
        cast(counted.year as bigint) as year,
        cast(begun.month + to_months(cast(12 * (counted.year - 1) as integer)) as date) as first_day,
        cast(begun.month + to_months(cast(12 * counted.year as integer)) as date) as next_first_day
    from begun
    cross join reach
    cross join range(1, 41) as counted (year)
    where
        begun.month + to_months(cast(12 * (counted.year - 1) as integer)) >= reach.first_month
        and begun.month + to_months(cast(12 * counted.year as integer)) <= cast($window_end as date) + interval 1 day
),

brought as (
    select
        years.account_id,
        years.year,
        sum(months.revenue) as revenue,
        sum(months.contribution) as contribution
    from years
    inner join mart.account_month as months
        on months.account_id = years.account_id
        and months.month >= years.first_day
        and months.month < years.next_first_day
    group by years.account_id, years.year
),

final as (
    select
        years.year,
        years.owner,
        years.region,
        years.industry,
        years.group_id,
        count(*) as accounts,
        count(*) filter (where brought.revenue > 0) as active,
        coalesce(sum(brought.revenue), 0) as revenue,
        sum(brought.contribution) as contribution
    from years
    left join brought on years.account_id = brought.account_id and years.year = brought.year
    group by years.year, years.owner, years.region, years.industry, years.group_id
    union all
    select
        null as year,
        owner,
        region,
        industry,
        group_id,
        count(*) as accounts,
        0 as active,
        0 as revenue,
        null as contribution
    from begun
    where month is null
    group by owner, region, industry, group_id
)

select
    year,
    owner,
    region,
    industry,
    group_id,
    accounts,
    active,
    cast(revenue as decimal(38, 4)) as revenue,
    cast(contribution as decimal(38, 4)) as contribution
from final
order by year, owner, region, industry, group_id;
