-- purpose: money received
-- one row is a payment, in the reporting currency; rows alike to the letter in two files are one
-- parameters: $currency (reporting)
-- inputs: stage.payment, stage.account_of_name, stage.exchange_rate
create or replace table stage.rated_payment as
with named as (
    select
        row.* exclude (account_id),
        coalesce(row.account_id, name.account_id) as account_id
    from stage.payment row
    left join stage.account_of_name name on row.account_id is null and name.account_name = row.account_name
),
copied as (
    select
        *,
        row_number() over (partition by source_id, account_id, payment_date, amount, invoice_id, order_id, method) as copy
    from named
),
once as (
    select *
    from copied
    qualify source_id = max(source_id) over (
        partition by account_id, payment_date, amount, invoice_id, order_id, method, copy)
)
select
    once.* exclude (copy),
    case when coalesce(once.currency, $currency) = $currency then 1 else cast(quoted.rate as decimal(38, 8)) end as rate
from once
asof left join stage.exchange_rate quoted
    on quoted.currency = once.currency and quoted.date <= once.payment_date;

insert into stage.fate
select
    source_id,
    source_row,
    'rejected' as verdict,
    'no_rate' as code,
    'currency' as field,
    currency as value,
    amount
from stage.rated_payment
where rate is null;

create or replace table core.payment as
select
    account_id,
    payment_date,
    cast(amount * rate as decimal(18, 4)) as amount,
    invoice_id,
    order_id,
    method,
    currency,
    source_id,
    source_row
from stage.rated_payment
where rate is not null
order by account_id, payment_date;
