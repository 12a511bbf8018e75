-- purpose: lines of a month that the other system may see differently: returns, and days after the as-of date
-- one row is: a kind of line; parameters: $month (its first day), $as_of
select
    case when order_date > cast($as_of as date) then 'after_as_of' else 'returns' end as kind,
    count(*) as rows,
    sum(amount) as amount
from core.order_line
where order_date >= cast($month as date)
    and order_date < cast($month as date) + interval 1 month
    and (order_date > cast($as_of as date) or amount < 0)
group by kind
order by kind
