-- purpose: every order line that counts, in the reporting currency, filled from the price list
-- one row is a line of an order; sorted by account, day and order, because pages ask for one account at a time (where
--   files stand by day and order already, by account, file and row, which says the same and costs half: kadash.loads.core)
-- parameters: from_account (included), to_account (not included): the accounts of one part, since many millions of
--   lines are sorted part by part
-- inputs: stage.priced_line (rate turns the row's money into the reporting currency; the price list is in it already)
-- columns: amount is net; list_value = price before discount x quantity; cost null where unknown; source_id and
--   source_row lead back to the cell it came from; order_id null: an account's rows of a day are one order; refund: what
--   went back by a column beside the sale, off the amount already, and off list_value in the same share, so that no refund
--   reads as a discount
-- Products of quantity and price are taken in double, which is exact to the cent below a billion; amount is decimal
-- throughout. `case`, not `coalesce`: DuckDB 2.0 computes every branch of the latter.
-- Columns that no file fills are left out of the last select, and follow from their one value (kadash.marts.one_value).
-- order_id lies as it is: packing numbers that are nearly all different takes a quarter of the whole write, and saves little
create or replace table core.order_line (
    account_id varchar,
    order_id varchar using compression uncompressed,
    line_no varchar,
    order_date date,
    product_id varchar,
    product_name varchar,
    category varchar,
    quantity decimal(18, 4),
    list_price decimal(18, 6),
    unit_price decimal(18, 6),
    amount decimal(18, 4),
    list_value decimal(18, 4),
    cost decimal(18, 4),
    freight decimal(18, 4),
    commission decimal(18, 4),
    rebate decimal(18, 4),
    refund decimal(18, 4),
    custom boolean,
    owner varchar,
    status varchar,
    promised_date date,
    delivered_date date,
    source_id integer,
    source_row bigint
);

insert into core.order_line
with listed as (
    select
        *,
        cast(quantity as double) as units,
        case when refund is null then amount else amount + refund end as sold_amount,
        case
            when refund is null or amount + refund = 0 then 1
            else cast(amount as double) / cast(amount + refund as double)
        end as kept_share,
        case when list_price <> 0 then list_price end as line_list_price
    from stage.priced_line
    where account_id >= $from_account and account_id < $to_account
),
valued as (
    select
        *,
        case
            when line_list_price is not null and quantity is not null then units * line_list_price * rate
            when discount_amount is not null then cast((sold_amount + discount_amount) * rate as double)
            when discount_rate < 1 then cast(sold_amount as double) / (1 - discount_rate) * rate
            when product_list_price is not null then units * product_list_price
        end as full_value,
        case
            when cost is not null then cost * rate
            when unit_cost is not null and quantity is not null then try_cast(units * unit_cost * rate as decimal(18, 4))
            when margin is not null then (sold_amount - margin) * rate
            when product_unit_cost is not null then try_cast(units * product_unit_cost as decimal(18, 4))
        end as full_cost
    from listed
),
final as (
    select
        account_id,
        order_id,
        line_no,
        order_date,
        product_id,
        product_name,
        category,
        quantity,
        cast(case
            when line_list_price is not null then line_list_price * rate
            when full_value is not null and units <> 0 then try_cast(full_value / units as decimal(18, 6))
            else product_list_price
        end as decimal(18, 6)) as list_price,
        cast(unit_price * rate as decimal(18, 6)) as unit_price,
        cast(amount * rate as decimal(18, 4)) as amount,
        try_cast(full_value * kept_share as decimal(18, 4)) as list_value,
        cast(full_cost as decimal(18, 4)) as cost,
        cast(freight * rate as decimal(18, 4)) as freight,
        cast(commission * rate as decimal(18, 4)) as commission,
        cast(rebate * rate as decimal(18, 4)) as rebate,
        cast(refund * rate as decimal(18, 4)) as refund,
        case when custom is null then false else custom end as custom,
        owner,
        status,
        promised_date,
        delivered_date,
        source_id,
        source_row
    from valued
)
select
    account_id,
    order_id,
    line_no,
    order_date,
    product_id,
    product_name,
    category,
    quantity,
    list_price,
    unit_price,
    amount,
    list_value,
    cost,
    freight,
    commission,
    rebate,
    refund,
    custom,
    owner,
    status,
    promised_date,
    delivered_date,
    source_id,
    source_row
from final
order by account_id, order_date, order_id;
