-- purpose: lines of a month that the other system may see differently: returns, refunds beside sales, days after the as-of
--   date
-- one row is: a kind of line; parameters: $month (its first day), $as_of
-- amount: of refunds what was taken off, of the others what the lines come to
with line as (
    select
        order_date > cast($as_of as date) as is_after,
        amount,
        refund
    from core.order_line
    where order_date >= cast($month as date)
        and order_date < cast($month as date) + interval 1 month
),
final as (
    select
        case when is_after then 'after_as_of' else 'returns' end as kind,
        amount
    from line
    where is_after or amount < 0
    union all
    select
        'refunds' as kind,
        refund as amount
    from line
    where not is_after and refund <> 0
)
select
    kind,
    count(*) as rows,
    sum(amount) as amount
from final
group by kind
order by kind
