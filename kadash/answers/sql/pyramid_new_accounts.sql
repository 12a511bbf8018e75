-- purpose: what an account brings in its first 12 months
-- one row is: all accounts won in a year, together
-- parameters: $measure (contribution or revenue), $first_day, $last_day (of their first order), $owners, $regions, $industries, $groups (empty: any)
-- columns: accounts, first_year (what they brought in the month of their first order and the 11 after it, of those where it is known;
--   null where of none)
with
won as (
    select
        account_id,
        date_trunc('month', first_order) as first_month
    from mart.account as account
    where
        first_order between $first_day and $last_day
        and among(account)
),

first_years as (
    select
        won.account_id,
        sum(case $measure when 'revenue' then months.revenue else months.contribution end) as amount,
        count(*) filter (where $measure = 'contribution' and months.contribution is null) as unknown_months
    from won
    inner join mart.account_month as months
        on won.account_id = months.account_id
        and months.month between won.first_month and won.first_month + interval 11 months
    group by won.account_id
)

select
    count(*) as accounts,
    cast(sum(amount) as double) as first_year
from first_years
where unknown_months = 0
