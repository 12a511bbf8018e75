-- purpose: invoices with the day each was paid in full, by its own word or by payments
-- one row is an invoice
-- inputs: stage.invoice, core.payment
-- A payment that names an invoice (or its order) pays it. The others pay an account's oldest open invoices, first come,
-- first paid: an invoice is paid when the payments so far reach the invoices so far. Where invoices say themselves which
-- are paid, payments without an invoice number would pay twice and are left alone. Differences under a cent do not count.
create or replace table core.receivable as
with invoice as (
    select
        *,
        row_number() over (order by account_id, invoice_date, due_date, invoice_id, source_id, source_row) as place
    from stage.invoice
),
says_itself as (
    select count(paid_date) > 0 as yes from invoice
),
named_payment as (
    select
        invoice.place,
        payment.payment_date,
        sum(payment.amount) over (partition by invoice.place order by payment.payment_date) as paid_so_far
    from core.payment payment
    join invoice on invoice.account_id = payment.account_id and invoice.invoice_id = coalesce(payment.invoice_id, payment.order_id)
),
paid_by_name as (
    select
        invoice.place,
        min(named.payment_date) filter (where named.paid_so_far >= invoice.amount - 0.01) as paid_date,
        max(named.paid_so_far) as paid_amount
    from invoice
    join named_payment named using (place)
    group by invoice.place
),
open_invoice as (
    select
        invoice.place,
        invoice.account_id,
        sum(invoice.amount - coalesce(by_name.paid_amount, 0)) over (partition by invoice.account_id order by invoice.place) as owed_so_far
    from invoice
    left join paid_by_name by_name using (place)
    where invoice.paid_date is null and by_name.paid_date is null and not (select yes from says_itself)
),
free_payment as (
    select
        payment.account_id,
        payment.payment_date,
        sum(payment.amount) as amount
    from core.payment payment
    anti join invoice on invoice.account_id = payment.account_id and invoice.invoice_id = coalesce(payment.invoice_id, payment.order_id)
    group by payment.account_id, payment.payment_date
),
running_payment as (
    select
        account_id,
        payment_date,
        sum(amount) over (partition by account_id order by payment_date) as paid_so_far
    from free_payment
),
paid_in_turn as (
    select
        open_invoice.place,
        min(running.payment_date) as paid_date
    from open_invoice
    join running_payment running
        on running.account_id = open_invoice.account_id and running.paid_so_far >= open_invoice.owed_so_far - 0.01
    group by open_invoice.place
),
settled as (
    select
        invoice.*,
        case when invoice.paid_amount >= invoice.amount - 0.01 then invoice.paid_date end as own_paid_date,
        by_name.paid_date as named_paid_date,
        by_name.paid_amount as named_paid_amount,
        in_turn.paid_date as turn_paid_date
    from invoice
    left join paid_by_name by_name using (place)
    left join paid_in_turn in_turn using (place)
)
select
    account_id,
    invoice_id,
    order_id,
    invoice_date,
    due_date,
    amount,
    coalesce(own_paid_date, named_paid_date, turn_paid_date) as paid_date,
    case
        when paid_date is not null then paid_amount
        when named_paid_amount is not null then cast(named_paid_amount as decimal(18, 4))
        when turn_paid_date is not null then amount
    end as paid_amount,
    currency,
    made_from_orders,
    source_id,
    source_row
from settled
order by account_id, invoice_date, invoice_id;
