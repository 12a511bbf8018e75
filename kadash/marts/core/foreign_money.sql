-- purpose: the rate of every invoice and payment that is in another currency than the reporting one
-- one row is an invoice or a payment; rate is null where there is none (the row is then rejected)
-- parameters: $currency (reporting); $dollar, $yuan: the currencies that the bare signs $ and ¥ stand for
-- inputs: stage.receivable, stage.payment, core.exchange_rate; macro currency_meant (intake.clean)
create or replace table stage.foreign_money as
with money as (
    select
        source_id,
        source_row,
        currency,
        hinted_currency,
        coalesce(invoice_date, due_date) as day,
        amount
    from stage.receivable
    union all
    select
        source_id,
        source_row,
        currency,
        hinted_currency,
        payment_date as day,
        amount
    from stage.payment
),
own as (
    select
        *,
        currency_meant(coalesce(currency, hinted_currency), $dollar, $yuan) as own_currency
    from money
)
select
    own.source_id,
    own.source_row,
    case when own.currency is not null then 'currency' else 'amount' end as field,
    own.own_currency as currency,
    own.amount,
    cast(quoted.rate as decimal(38, 8)) as rate
from own
asof left join core.exchange_rate quoted
    on quoted.currency = own.own_currency and quoted.date <= own.day
where own.own_currency <> $currency;

insert into stage.fate
select
    source_id,
    source_row,
    'rejected' as verdict,
    'no_rate' as code,
    field,
    currency as value,
    amount
from stage.foreign_money
where rate is null;
