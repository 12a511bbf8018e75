-- purpose: order lines with the rate that turns their currency into the reporting currency
-- one row is an order line; rate is null where there is none
-- parameters: $currency (reporting)
-- inputs: stage.headed_line, stage.exchange_rate
create or replace table stage.rated_line as
with own as (
    select
        *,
        case when currency is null or currency = $currency then $currency else currency end as row_currency
    from stage.headed_line
)
select
    own.* exclude (row_currency),
    cast(case
        when own.row_currency = $currency then 1
        else coalesce(own.exchange_rate, quoted.rate)
    end as decimal(38, 8)) as rate
from own
asof left join stage.exchange_rate quoted
    on quoted.currency = own.row_currency and quoted.date <= own.order_date;

insert into stage.fate
select
    source_id,
    source_row,
    'rejected' as verdict,
    'no_rate' as code,
    'currency' as field,
    currency as value,
    amount
from stage.rated_line line
where rate is null
    and not exists (
        select 1 from stage.fate fate where fate.source_id = line.source_id and fate.source_row = line.source_row);
