-- mart.attribute_sums: what order lines come to by what is said of their accounts, for questions about many of them.
-- one row is: a region, an industry, an owner and a declared class that accounts have together, a category and a month, from
--   lines dated at or before as_of; none at all where that were nearly as many as there are lines
-- reads: mart.counted_line, account_attributes
-- columns: region, industry, owner, declared_class as in mart.account, category, month, and the sums of product_sums.sql
create or replace table mart.attribute_sums as
with
combinations as (
    select distinct combination_number, region, industry, owner, declared_class from account_attributes
),

summed as (
    select
        attributes.combination_number,
        line.category,
        cast(date_trunc('month', line.day) as date) as month,
        count(*) as lines,
        sum(line.amount) as amount,
        sum(line.amount) filter (where line.cost is not null) as amount_with_cost,
        sum(line.amount) filter (where line.list_value is not null) as amount_with_list,
        sum(line.quantity) as quantity,
        sum(line.list_value) as list_value,
        sum(line.cost) as cost,
        sum(line.freight) as freight,
        sum(line.commission) as commission,
        sum(line.rebate) as rebate
    from mart.counted_line as line
    inner join account_attributes as attributes on line.account_id = attributes.account_id
    group by attributes.combination_number, line.category, month
),

final as (
    select *
    from summed
    inner join combinations using (combination_number)
    where (select count(*) from summed) <= (select greatest(sum(lines) / 20, 100000) from summed)
)

select
    region,
    industry,
    owner,
    declared_class,
    category,
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
order by region, industry, owner, declared_class, category, month;
