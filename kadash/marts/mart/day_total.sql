-- day_total: an account's lines of a day, summed. A step of account_day.sql.
-- one row is: an account and a day with order lines, dated at or before as_of
-- reads: core.order_line (in its order: the lines of an order and a day stand together)
-- parameters: as_of, stand_in_margin_rate (null: a line without cost has none)
-- columns: account_id, day, revenue, margin as in account_day.sql, and
--   orders        orders with lines on the day
--   orders_again  of them, with a number not above the one before: only these can have been there on an earlier day
create or replace temp table day_total as
with
lines as (
    select
        account_id,
        order_date as day,
        amount,
        coalesce(cost, cast(amount * (1 - cast($stand_in_margin_rate as double)) as decimal(18, 4))) as cost,
        account_id is distinct from lag(account_id) over ()
        or order_date is distinct from lag(order_date) over ()
        or order_id is distinct from lag(order_id) over () as begins,
        order_id is not null
        and account_id = lag(account_id) over ()
        and (order_id <= lag(order_id) over () or lag(order_id) over () is null) as may_return
    from core.order_line
    where order_date <= $as_of
)

select
    account_id,
    day,
    count(*) filter (where begins) as orders,
    count(*) filter (where begins and may_return) as orders_again,
    sum(amount) as revenue,
    case
        when count(*) filter (where amount <> 0 and cost is null) = 0 then sum(amount) - coalesce(sum(cost), 0)
    end as margin
from lines
group by account_id, day;
