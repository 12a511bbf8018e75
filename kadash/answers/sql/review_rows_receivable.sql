-- purpose: the invoices behind an account's figures, each with the file and the row it came from
-- one row is: an invoice that fell due within the days, newest first; parameters: $account_id, $first_day, $last_day, $most
-- columns: paid: the day it was paid in full (null: open); late: days after its due date, until $last_day where it is open
select
    invoice.due_date as day,
    invoice.invoice_id as number,
    cast(invoice.amount as double) as amount,
    invoice.paid_date as paid,
    date_diff('day', invoice.due_date, coalesce(invoice.paid_date, cast($last_day as date))) as late,
    source.file,
    source.sheet,
    invoice.source_row % 1000000000 as "row",
    count(*) over () as found
from core.receivable as invoice
left join meta.source as source on source.source_id = invoice.source_id
where invoice.account_id = $account_id and invoice.due_date between $first_day and $last_day
order by invoice.due_date desc, invoice.invoice_id
limit $most
