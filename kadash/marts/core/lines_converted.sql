-- purpose: order lines with the rate that turns their currency into the reporting currency
-- one row is an order line; rate is null where there is none
-- parameters: $currency (reporting); $dollar, $yuan: the currencies that the bare signs $ and ¥ stand for
-- inputs: stage.headed_line, core.exchange_rate; macro currency_meant (intake.clean)
-- A currency column counts before what header, title or the sign in a cell say; where nothing says any, a line is in
-- the reporting currency.
create or replace table stage.rated_line as
with own as (
    select
        *,
        currency_meant(coalesce(currency, hinted_currency, $currency), $dollar, $yuan) as own_currency
    from stage.headed_line
)
select
    own.*,
    cast(case
        when own.own_currency = $currency then 1
        else coalesce(own.exchange_rate, quoted.rate)
    end as decimal(38, 8)) as rate
from own
asof left join core.exchange_rate quoted
    on quoted.currency = own.own_currency and quoted.date <= own.order_date;

insert into stage.fate
select
    source_id,
    source_row,
    'rejected' as verdict,
    'no_rate' as code,
    case when currency is not null then 'currency' else 'amount' end as field,
    own_currency as value,
    amount
from stage.rated_line line
where rate is null
    and not exists (
        select 1 from stage.fate fate where fate.source_id = line.source_id and fate.source_row = line.source_row);

-- one row is a currency that lines were converted from
create or replace table stage.converted as
select
    own_currency as currency,
    count(*) as rows,
    sum(amount) as amount
from stage.rated_line
where own_currency <> $currency and rate is not null
group by own_currency;
