-- mart.invoice: receivables with the day each is open from.
-- one row is: an invoice of core.receivable, whatever its date
-- columns:
--   account_id
--   amount     reporting currency
--   open_from  invoice date; where blank, the due date less the account's terms (30 days where unknown)
--   due_date
--   paid_date  the day it was paid in full; null: unpaid
create or replace table mart.invoice as
with
final as (
    select
        receivable.account_id,
        receivable.amount,
        coalesce(
            receivable.invoice_date,
            receivable.due_date - coalesce(account.payment_terms_days, 30)
        ) as open_from,
        coalesce(
            receivable.due_date,
            receivable.invoice_date + coalesce(account.payment_terms_days, 30)
        ) as due_date,
        receivable.paid_date
    from core.receivable as receivable
    left join core.account as account
        on receivable.account_id = account.account_id
)

select
    account_id,
    amount,
    open_from,
    due_date,
    paid_date
from final
order by account_id, open_from;
