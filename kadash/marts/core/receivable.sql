-- purpose: invoices as files have them
-- one row is an invoice (or a part of one, where a file has it in parts), in the reporting currency
-- parameters: $default_terms_days
-- inputs: stage.receivable, stage.foreign_money, stage.account_terms
-- columns: due_date and invoice_date are filled from the account's terms; paid_date is what the file says
create or replace table stage.invoice as
with newest as (
    select *
    from named('stage.receivable')
    qualify invoice_id is null or source_id = max(source_id) over (partition by account_id, invoice_id)
),
copied as (
    select
        *,
        row_number() over (partition by source_id, account_id, invoice_id, order_id, invoice_date, due_date, amount) as copy
    from newest
),
once as (
    select *
    from copied
    qualify source_id = max(source_id) over (
        partition by account_id, invoice_id, order_id, invoice_date, due_date, amount, copy)
),
termed as (
    select
        once.* exclude (currency),
        coalesce(abroad.currency, once.currency) as currency,
        case when abroad.source_id is null then 1 else abroad.rate end as rate,
        coalesce(terms.payment_terms_days, $default_terms_days) as terms_days,
        terms.payment_terms_days is null and once.due_date is null as terms_assumed
    from once
    left join stage.foreign_money abroad using (source_id, source_row)
    left join stage.account_terms terms on terms.account_id = once.account_id
)
select
    account_id,
    invoice_id,
    order_id,
    coalesce(invoice_date, due_date - terms_days) as invoice_date,
    coalesce(due_date, invoice_date + terms_days) as due_date,
    cast(amount * rate as decimal(18, 4)) as amount,
    paid_date,
    cast(coalesce(paid_amount, amount) * rate as decimal(18, 4)) as paid_amount,
    currency,
    false as made_from_orders,
    terms_assumed,
    source_id,
    source_row
from termed
where rate is not null;
