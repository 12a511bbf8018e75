-- purpose: invoices as they stood on the as-of day: a payment after it is not seen
-- one row is: an invoice, or a credit note
-- parameters: $as_of
-- columns: state: paid, open, overdue; open_amount: what is unpaid; overdue_amount: of it, what is past due; days_late: of
--   invoices paid, or unpaid and past due, days from the due date to the day they were paid, or to the as-of day
with
seen as (
    select
        *,
        case when paid_date <= $as_of then paid_date end as paid_by_now
    from core.receivable
    where invoice_date <= $as_of
)

select
    account_id,
    invoice_id,
    order_id,
    invoice_date,
    due_date,
    paid_by_now as paid_date,
    currency,
    case when paid_by_now is not null then 'paid' when due_date < $as_of then 'overdue' else 'open' end as state,
    amount,
    case when paid_by_now is null then amount else 0 end as open_amount,
    case when paid_by_now is null and due_date < $as_of then amount else 0 end as overdue_amount,
    case
        when amount > 0 and (paid_by_now is not null or due_date < $as_of)
            then date_diff('day', due_date, coalesce(paid_by_now, $as_of))
    end as days_late,
    source_id,
    source_row
from seen
