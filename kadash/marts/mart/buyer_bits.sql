-- mart.buyer_bits: which accounts bought, by category and month, so that different ones are counted without their lines.
-- one row is: a month, a category (or all together) and 64 accounts of which one has a line in it, dated at or before as_of;
--   categories are left out where that took nearly as many rows as there are lines
-- reads: mart.counted_line, mart.account_place, mart.account_month
-- columns:
--   all_categories   true: the lines of all categories together; category is null
--   category         of the lines (null: lines without one)
--   month            first day of the month
--   of_64            which 64: the place of an account divided by 64
--   with_lines       bit n is set where the n-th of them has a line
--   buyers           bit n is set where the n-th of them bought: a day with positive net revenue (of the category)
-- Most days are lines that give nothing back: only the others are summed by day.
create or replace table mart.buyer_bits as
with
numbered as (
    select
        account_id,
        place >> 6 as of_64,
        1::ubigint << cast(place & 63 as ubigint) as bit
    from mart.account_place
),

odd_days as (
    select distinct account_id, day from mart.counted_line where amount < 0
),

bought as (
    select
        account_id,
        category,
        cast(date_trunc('month', day) as date) as month,
        amount > 0 as is_purchase
    from mart.counted_line
    anti join odd_days using (account_id, day)
    union all
    select
        account_id,
        category,
        cast(date_trunc('month', day) as date) as month,
        sum(amount) > 0 as is_purchase
    from mart.counted_line
    semi join odd_days using (account_id, day)
    group by account_id, category, day
),

of_categories as (
    select
        bought.category,
        bought.month,
        numbered.of_64,
        bit_or(numbered.bit) as with_lines,
        bit_or(case when bought.is_purchase then numbered.bit else 0::ubigint end) as buyers
    from bought
    inner join numbered on bought.account_id = numbered.account_id
    group by bought.category, bought.month, numbered.of_64
),

final as (
    select
        false as all_categories,
        category,
        month,
        of_64,
        with_lines,
        buyers
    from of_categories
    where (select count(*) from of_categories) <= (select greatest(sum(lines) / 4, 100000) from mart.portfolio_month)
    union all
    select
        true as all_categories,
        null as category,
        months.month,
        numbered.of_64,
        bit_or(numbered.bit) as with_lines,
        bit_or(case when months.purchases > 0 then numbered.bit else 0::ubigint end) as buyers
    from mart.account_month as months
    inner join numbered on months.account_id = numbered.account_id
    where months.lines > 0
    group by months.month, numbered.of_64
)

select
    all_categories,
    category,
    month,
    of_64,
    with_lines,
    buyers
from final
order by all_categories, category, month, of_64;
