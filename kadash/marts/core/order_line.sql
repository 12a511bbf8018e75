-- purpose: every order line that counts, in the reporting currency, filled from the price list
-- one row is a line of an order; sorted by account, day and order, because pages ask for one account at a time
-- inputs: stage.freighted_line, core.product
-- columns: amount is net; list_value = price before discount x quantity; cost null where unknown; source_id and
--   source_row lead back to the cell it came from; order_id null: an account's rows of a day are one order
create or replace table core.order_line as
with priced as (
    select
        line.* exclude (list_price),
        nullif(line.list_price, 0) as line_list_price,
        nullif(product.list_price, 0) as product_list_price,
        product.unit_cost as product_unit_cost,
        coalesce(line.product_name, product.product_name) as known_product_name,
        coalesce(line.category, product.category) as known_category
    from stage.freighted_line line
    left join core.product product on product.product_id = line.product_id
),
valued as (
    select
        *,
        coalesce(
            cast(quantity as decimal(38, 4)) * line_list_price * rate,
            (amount + discount_amount) * rate,
            case when discount_rate < 1 then cast(cast(amount as double) / (1 - discount_rate) as decimal(28, 10)) * rate end,
            cast(quantity as decimal(38, 4)) * product_list_price
        ) as full_value,
        coalesce(
            cost * rate,
            cast(quantity as decimal(38, 4)) * unit_cost * rate,
            (amount - margin) * rate,
            cast(quantity as decimal(38, 4)) * product_unit_cost
        ) as full_cost
    from priced
)
select
    account_id,
    order_id,
    line_no,
    order_date,
    product_id,
    known_product_name as product_name,
    known_category as category,
    quantity,
    try_cast(coalesce(
        line_list_price * rate,
        full_value / nullif(cast(quantity as double), 0),
        product_list_price
    ) as decimal(18, 6)) as list_price,
    cast(unit_price * rate as decimal(18, 6)) as unit_price,
    cast(amount * rate as decimal(18, 4)) as amount,
    cast(full_value as decimal(18, 4)) as list_value,
    cast(full_cost as decimal(18, 4)) as cost,
    cast(freight * rate as decimal(18, 4)) as freight,
    cast(commission * rate as decimal(18, 4)) as commission,
    cast(rebate * rate as decimal(18, 4)) as rebate,
    coalesce(custom, false) as custom,
    owner,
    status,
    promised_date,
    delivered_date,
    source_id,
    source_row
from valued
order by account_id, order_date, order_id;
