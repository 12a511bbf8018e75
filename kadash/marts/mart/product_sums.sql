-- mart.product_sums: what order lines come to by product, so that a question about everybody reads some thousand rows.
-- one row is: a product (null: lines without one), a category, made to order or not, and a month, from lines dated at or before
--   as_of; none at all where that were nearly as many as there are lines
-- reads: mart.counted_line
-- columns (money in the reporting currency, without tax; sums are null where no line has any):
--   product_id, category, custom   as in mart.counted_line
--   month             first day of the month
--   lines             order lines, returns included
--   amount            net revenue, returns taken off
--   amount_with_cost  of the lines that have a cost
--   amount_with_list  of the lines that have a list value
--   quantity, list_value, cost, freight, commission, rebate   sums
create or replace table mart.product_sums as
with
final as (
    select
        product_id,
        category,
        custom,
        cast(date_trunc('month', day) as date) as month,
        count(*) as lines,
        sum(amount) as amount,
        sum(amount) filter (where cost is not null) as amount_with_cost,
        sum(amount) filter (where list_value is not null) as amount_with_list,
        sum(quantity) as quantity,
        sum(list_value) as list_value,
        sum(cost) as cost,
        sum(freight) as freight,
        sum(commission) as commission,
        sum(rebate) as rebate
    from mart.counted_line
    group by product_id, category, custom, month
)

select
    product_id,
    category,
    custom,
    month,
    lines,
    amount,
    amount_with_cost,
    amount_with_list,
    quantity,
    list_value,
    cost,
    freight,
    commission,
    rebate
from final
where (select count(*) from final) <= (select greatest(sum(lines) / 20, 100000) from final)
order by product_id, category, custom, month;
