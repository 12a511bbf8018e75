-- purpose: what accounts bring in each year of the relation
-- one row is: a year of relation (1: the twelve months from the first one on) that accounts went through from end to end
--   within the data; parameters: $last_day (end of the last full month), $owners, $regions, $industries, $groups (among.sql)
-- columns: year, accounts (that went through it, also those that bought nothing), active (with revenue in it), revenue,
--   contribution (null where none is known), unplaced (accounts with orders whose beginning is not in the data; the same on every row)
with reach as (
    select
        min(month) as first_month,
        min(month) + interval 12 months as known_from
    from mart.portfolio_month
    where revenue <> 0
),
begun as (
    select
        account.account_id,
        cast(date_trunc('month', case
            when account.created_date <= account.first_order then account.created_date
            when account.first_order >= reach.known_from then account.first_order
        end) as date) as month
    from mart.account as account
    cross join reach
    where
        account.first_order is not null
        and among(account)
),
years as (
    select
        begun.account_id,
        cast(year as bigint) as year,
        cast(begun.month + to_months(cast(12 * (year - 1) as integer)) as date) as first_day,
        cast(begun.month + to_months(cast(12 * year as integer)) as date) as next_first_day
    from begun
    cross join reach
    cross join range(1, 41) as counted (year)
    where
        begun.month + to_months(cast(12 * (year - 1) as integer)) >= reach.first_month
        and begun.month + to_months(cast(12 * year as integer)) <= cast($last_day as date) + interval 1 day
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
)
select
    years.year,
    count(*) as accounts,
    count(*) filter (where brought.revenue > 0) as active,
    cast(coalesce(sum(brought.revenue), 0) as double) as revenue,
    cast(sum(brought.contribution) as double) as contribution,
    (select count(*) from begun where month is null) as unplaced
from years
left join brought using (account_id, year)
group by years.year
order by years.year
