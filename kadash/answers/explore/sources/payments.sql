-- purpose: money received, up to the as-of day
-- one row is: a payment
-- parameters: $as_of
select
    account_id,
    payment_date,
    amount,
    invoice_id,
    order_id,
    method,
    currency,
    source_id,
    source_row
from core.payment
where payment_date <= $as_of
