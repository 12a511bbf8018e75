-- invoices: what was invoiced, when it fell due and when it was paid.
-- one row is: an invoice, or a credit note
-- reads: core.receivable, account_number
-- columns: money in ten-thousandths, so that sums are exact
--   account           number of the account
--   day, due_day, paid_day   days since 1970-01-01; far ahead where not known, or not paid
--   amount            0 where not known
select
    numbers.account,
    date_diff('day', date '1970-01-01', invoices.invoice_date) as day,
    coalesce(
        date_diff('day', date '1970-01-01', coalesce(invoices.due_date, invoices.paid_date)), 9999999
    ) as due_day,
    coalesce(date_diff('day', date '1970-01-01', invoices.paid_date), 9999999) as paid_day,
    cast(coalesce(invoices.amount, 0) * 1e4 as bigint) as amount
from core.receivable as invoices
inner join account_number as numbers
    on invoices.account_id = numbers.account_id
where invoices.invoice_date is not null
