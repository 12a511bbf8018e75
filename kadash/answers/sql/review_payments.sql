-- purpose: how an account paid what fell due, month by month, and what is still open
-- one row is: a month in which invoices fell due; one (month null) for those due before $first_day or after $as_of
-- parameters: $account_id, $first_day, $as_of
-- columns: month; due (money), money_days_late (money x days; unpaid ones to the as-of date) and unpaid (of due), credit notes left
--   out; then, credit notes taken off: open, overdue (open and past due); overdue_invoices and oldest_due of these
with
invoices as (
    select
        case when due_date between $first_day and $as_of then cast(date_trunc('month', due_date) as date) end as month,
        amount,
        greatest(amount, 0) as charged,
        due_date,
        paid_date is null or paid_date > $as_of as is_open,
        due_date < $as_of as is_due,
        date_diff('day', due_date, coalesce(case when paid_date <= $as_of then paid_date end, $as_of)) as days_late
    from core.receivable
    where account_id = $account_id
        and invoice_date <= $as_of
)

select
    month,
    sum(charged) as due,
    sum(charged * days_late) as money_days_late,
    coalesce(sum(charged) filter (where is_open), 0) as unpaid,
    coalesce(sum(amount) filter (where is_open), 0) as open,
    coalesce(sum(amount) filter (where is_open and is_due), 0) as overdue,
    count(*) filter (where is_open and is_due and amount > 0) as overdue_invoices,
    min(due_date) filter (where is_open and is_due and amount > 0) as oldest_due
from invoices
group by month
order by month
