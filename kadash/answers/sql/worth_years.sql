-- purpose: what accounts bring in each year of the relation
-- one row is: a year of relation (1: the twelve months from the first one on) that accounts went through from end to end
--   within the data, up to the end of the last full month; parameters: $owners, $regions, $industries, $groups (empty: any)
-- columns: year, accounts (that went through it, also those that bought nothing), active (with revenue in it), revenue,
--   contribution (null where none is known), unplaced (accounts with orders whose beginning is not in the data; the same on every row)
with
asked_for as (
    select
        year,
        accounts,
        active,
        revenue,
        contribution
    from mart.relation_year
    where among_by_group(relation_year)
)

select
    year,
    cast(sum(accounts) as bigint) as accounts,
    cast(sum(active) as bigint) as active,
    cast(sum(revenue) as double) as revenue,
    cast(sum(contribution) as double) as contribution,
    (select cast(coalesce(sum(accounts), 0) as bigint) from asked_for where year is null) as unplaced
from asked_for
where year is not null
group by year
order by year
