-- categories: what every account bought of every category in every month.
-- one row is: an account from $first on and before $end, a category and a month, lines without category left out
-- reads: mart.counted_line, account_number, category_number: half of what mart.account_category_month would cost, which has
--   more columns
-- columns: money in ten-thousandths, so that sums are exact
--   account, month    number of the account; months since year 0
--   category          number of the category (category_names.sql)
--   revenue, days     as in mart.account_category_month
--   margin            0 where not known
--   without_cost      1 where the margin is not known
--   first_day, last_day   days since 1970-01-01; far ahead and -1 where nothing was purchased
with
lines as (
    select
        numbers.account,
        category_number.number as category,
        counted.day,
        counted.amount,
        counted.cost
    from mart.counted_line as counted
    inner join account_number as numbers
        on counted.account_id = numbers.account_id
    inner join category_number
        on counted.category = category_number.category
    where numbers.account >= $first
        and numbers.account < $end
),

-- bit n is set where day n + 1 of the month has a positive line: far cheaper than grouping by day first
line_months as (
    select
        account,
        category,
        cast(date_trunc('month', day) as date) as month,
        sum(amount) as revenue,
        sum(cost) as cost,
        count(*) filter (where amount <> 0 and cost is null) as lines_without_cost,
        bit_or(case when amount > 0 then 1 << (day(day) - 1) else 0 end) as day_bits
    from lines
    group by account, category, month
),

-- days with a positive line that came to nothing, by returns of the same day
days_with_returns as (
    select distinct
        account,
        category,
        day
    from lines
    where amount < 0
),

days_undone as (
    select
        lines.account,
        lines.category,
        lines.day
    from lines
    inner join days_with_returns as returned
        on lines.account = returned.account
        and lines.category = returned.category
        and lines.day = returned.day
    group by lines.account, lines.category, lines.day
    having max(lines.amount) > 0 and sum(lines.amount) <= 0
),

months_undone as (
    select
        account,
        category,
        cast(date_trunc('month', day) as date) as month,
        bit_or(1 << (day(day) - 1)) as day_bits
    from days_undone
    group by account, category, month
),

months as (
    select
        line_months.account,
        line_months.category,
        line_months.month,
        line_months.revenue,
        case when line_months.lines_without_cost = 0 then line_months.revenue - coalesce(line_months.cost, 0) end as margin,
        line_months.day_bits - coalesce(months_undone.day_bits, 0) as day_bits
    from line_months
    left join months_undone
        on line_months.account = months_undone.account
        and line_months.category = months_undone.category
        and line_months.month = months_undone.month
),

final as (
    select
        *,
        cast(date_diff('day', date '1970-01-01', month) as integer) as month_day
    from months
)

select
    account,
    category,
    cast(year(month) * 12 + month(month) - 1 as integer) as month,
    cast(cast(revenue as decimal(18, 4)) * 1e4 as bigint) as revenue,
    cast(cast(coalesce(margin, 0) as decimal(18, 4)) * 1e4 as bigint) as margin,
    cast(margin is null as tinyint) as without_cost,
    cast(bit_count(day_bits) as tinyint) as days,
    case
        when day_bits > 0 then month_day + cast(floor(log2(day_bits & -day_bits)) as integer)
        else 9999999
    end as first_day,
    case when day_bits > 0 then month_day + cast(floor(log2(day_bits)) as integer) else -1 end as last_day
from final
