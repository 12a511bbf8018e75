-- purpose: money received
-- one row is a payment, in the reporting currency; rows alike to the letter in two files are one
-- inputs: stage.payment, stage.foreign_money
create or replace table core.payment as
with copied as (
    select
        *,
        row_number() over (partition by source_id, account_id, payment_date, amount, invoice_id, order_id, method) as copy
    from named('stage.payment')
),
once as (
    select *
    from copied
    qualify source_id = max(source_id) over (
        partition by account_id, payment_date, amount, invoice_id, order_id, method, copy)
)
select
    once.account_id,
    once.payment_date,
    cast(once.amount * coalesce(abroad.rate, 1) as decimal(18, 4)) as amount,
    once.invoice_id,
    once.order_id,
    once.method,
    coalesce(abroad.currency, once.currency) as currency,
    once.source_id,
    once.source_row
from once
left join stage.foreign_money abroad using (source_id, source_row)
where abroad.source_id is null or abroad.rate is not null
order by once.account_id, once.payment_date;
