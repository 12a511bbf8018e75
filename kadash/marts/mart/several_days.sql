-- several_days: whether an order may have lines on several days.
-- one row is: the company
-- reads: core.order_line (in its order)
-- parameters: as_of
-- columns: several_days   false: every order has its lines on one day
-- In the order of core.order_line the lines of an order and a day stand together: with more such runs than orders,
-- an order begins again on another day. Orders are told apart by a hash; two with the same only make the answer true.
with
lines as (
    select
        hash(account_id, order_id, case when order_id is null then order_date end) as order_key,
        account_id is distinct from lag(account_id) over ()
        or order_date is distinct from lag(order_date) over ()
        or order_id is distinct from lag(order_id) over () as begins
    from core.order_line
    where order_date <= $as_of
)

select count(*) filter (where begins) > count(distinct order_key) filter (where begins) as several_days
from lines
