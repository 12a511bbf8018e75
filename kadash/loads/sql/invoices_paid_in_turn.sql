-- purpose: invoices that count as paid by payments which name no invoice
-- one row is: their number
select
    count(*) as rows,
    null as amount
from core.receivable
where paid_date is not null
    and exists (select 1 from core.payment where invoice_id is null and order_id is null)
