-- purpose: what a unit of a currency was worth in the reporting currency
-- one row is a currency and a day, as the newest file has it
-- inputs: stage.exchange_rate
create or replace table core.exchange_rate as
select
    currency,
    date,
    rate,
    source_id,
    source_row
from stage.exchange_rate
qualify row_number() over (partition by currency, date order by source_id desc, source_row desc) = 1
order by currency, date;
