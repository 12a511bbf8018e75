-- category_sums: what an account's lines of a category and a month come to. A step of account_category_month.sql.
-- one row is: an account, a category (null: lines without one) and a month, from lines dated at or before as_of
-- reads: mart.counted_line
-- columns: as in account_category_month.sql up to rebate, and
--   day_bits  bit n is set where day n + 1 of the month has positive net revenue; without returns each day with a sale has
-- A question that does not ask for days is not charged with them: their lines are only listed where day_bits is read.
with
months as (
    select
        account_id,
        category,
        cast(date_trunc('month', day) as date) as month,
        count(*) as lines,
        coalesce(sum(quantity), 0) as quantity,
        sum(amount) as revenue,
        coalesce(sum(list_value), 0) as list_value,
        coalesce(sum(list_value), 0) - coalesce(sum(amount) filter (where list_value is not null), 0) as discount,
        case when count(*) filter (where amount <> 0 and cost is null) = 0 then coalesce(sum(cost), 0) end as cost,
        coalesce(sum(freight), 0) as freight,
        coalesce(sum(commission), 0) as commission,
        coalesce(sum(rebate), 0) as rebate,
        bit_or(case when amount > 0 then 1 << (day(day) - 1) else 0 end) as days_with_sales,
        list({'day': day, 'amount': amount}) as amounts,
        count(*) filter (where amount < 0) as returns
    from mart.counted_line
    group by account_id, category, month
),

final as (
    select
        *,
        revenue - cost as margin,
        case
            when returns = 0 or days_with_sales = 0 then days_with_sales
            else list_sum(list_transform(
                list_distinct(list_transform(amounts, lambda line: line.day)),
                lambda day: case
                    when list_sum(list_transform(amounts, lambda line: case when line.day = day then line.amount else 0 end)) > 0
                        then 1 << (day(day) - 1)
                    else 0
                end
            ))
        end as day_bits
    from months
)

select
    account_id,
    category,
    month,
    lines,
    quantity,
    revenue,
    list_value,
    discount,
    cost,
    margin,
    freight,
    commission,
    rebate,
    cast(day_bits as bigint) as day_bits
from final
