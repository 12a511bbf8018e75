-- purpose: invoices, with the day each was paid in full
-- one row is an invoice (or a part of one, where a file has it in parts)
-- parameters: $currency (reporting), $default_terms_days
-- inputs: stage.receivable, stage.account_of_name, stage.exchange_rate, stage.account_terms, core.payment
-- columns: due_date and invoice_date are filled from the account's terms; paid_date null: not paid in full by any payment
--   known; paid_amount is what was paid with a date. Payments that name an invoice pay it; the others pay the oldest
--   open invoices, unless the invoices themselves say which are paid.
create or replace table stage.invoice as
with named as (
    select
        row.* exclude (account_id),
        coalesce(row.account_id, name.account_id) as account_id
    from stage.receivable row
    left join stage.account_of_name name on row.account_id is null and name.account_name = row.account_name
),
newest as (
    select *
    from named
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
rated as (
    select
        once.*,
        case when coalesce(once.currency, $currency) = $currency then 1 else cast(quoted.rate as decimal(38, 8)) end as rate
    from once
    asof left join stage.exchange_rate quoted
        on quoted.currency = once.currency and quoted.date <= coalesce(once.invoice_date, once.due_date)
),
termed as (
    select
        rated.*,
        coalesce(terms.payment_terms_days, $default_terms_days) as terms_days,
        terms.payment_terms_days is null and rated.due_date is null as terms_assumed
    from rated
    left join stage.account_terms terms using (account_id)
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
    rate is null as without_rate,
    false as made_from_orders,
    terms_assumed,
    source_id,
    source_row
from termed;

insert into stage.fate
select
    source_id,
    source_row,
    'rejected' as verdict,
    'no_rate' as code,
    'currency' as field,
    currency as value,
    amount
from stage.invoice
where without_rate;
