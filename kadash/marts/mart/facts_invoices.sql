-- facts_invoices: how an account pays, as of a day. A step of account_facts.sql.
-- one row is: an account with invoices dated at or before as_of
-- reads: core.receivable
-- parameters: as_of, window_start (first day of W), overdue_days (policy: the veto)
-- columns:
--   account_id
--   invoices             invoices paid since W began, or unpaid and past due (credit notes are none)
--   mean_days_late       their days late weighted by amount: paid - due, or as_of - due while unpaid
--   on_time_rate         the share of them paid by the due date
--   open_receivable      what is unpaid, credit notes taken off
--   overdue_veto_amount  of it, what is more than overdue_days past due
-- A payment after as_of is not seen: the invoice is unpaid.
with
invoices as (
    select
        account_id,
        amount,
        due_date,
        case when paid_date <= $as_of then paid_date end as paid_date
    from core.receivable
    where invoice_date <= $as_of
),

judged as (
    select
        *,
        paid_date is null as is_open,
        amount > 0 and coalesce(paid_date >= $window_start, due_date < $as_of) as counts,
        date_diff('day', due_date, coalesce(paid_date, $as_of)) as days_late
    from invoices
),

final as (
    select
        account_id,
        count(*) filter (where counts) as invoices,
        sum(amount * days_late) filter (where counts) as money_days_late,
        sum(amount) filter (where counts) as money,
        count(*) filter (where counts and days_late <= 0) as invoices_on_time,
        coalesce(sum(amount) filter (where is_open), 0) as open_receivable,
        coalesce(sum(amount) filter (where is_open and days_late > $overdue_days), 0) as overdue_veto_amount
    from judged
    group by account_id
)

select
    account_id,
    invoices,
    cast(money_days_late as double) / nullif(cast(money as double), 0) as mean_days_late,
    invoices_on_time / nullif(cast(invoices as double), 0) as on_time_rate,
    open_receivable,
    overdue_veto_amount
from final
