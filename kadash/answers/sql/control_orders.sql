-- purpose: the largest orders of a month, returns among them
-- one row is: an order of an account (without order numbers: its lines of a day); parameters: $month, $as_of, $most
with placed as (
    select
        account_id,
        coalesce(order_id, strftime(order_date, '%Y-%m-%d')) as order_id,
        min(order_date) as day,
        count(*) as lines,
        sum(amount) as amount
    from core.order_line
    where order_date >= cast($month as date)
        and order_date < cast($month as date) + interval 1 month
        and order_date <= cast($as_of as date)
    group by all
)
select
    coalesce(account.account_name, placed.account_id) as account,
    placed.order_id,
    placed.day,
    placed.lines,
    placed.amount
from placed
left join core.account account using (account_id)
order by abs(placed.amount) desc, placed.account_id, placed.order_id
limit $most
