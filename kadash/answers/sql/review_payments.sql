-- purpose: how an account paid what fell due, month by month, and what is still open
-- one row is: a month in which invoices fell due; parameters: $account_id, $first_day, $as_of
-- columns: month, due (money), days_late (weighted by money; unpaid ones to the as-of date), overdue (still unpaid)
with
invoices as (
    select
        cast(date_trunc('month', due_date) as date) as month,
        amount,
        paid_date is null or paid_date > $as_of as is_open,
        date_diff('day', due_date, coalesce(case when paid_date <= $as_of then paid_date end, $as_of)) as days_late
    from core.receivable
    where account_id = $account_id
        and amount > 0
        and invoice_date <= $as_of
        and due_date between $first_day and $as_of
)

select
    month,
    sum(amount)::double as due,
    (sum(amount * days_late) / sum(amount))::double as days_late,
    coalesce(sum(amount) filter (where is_open), 0)::double as overdue
from invoices
group by month
order by month
