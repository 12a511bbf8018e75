-- purpose: offers made
-- one row is as in its file; a newer file replaces rows by their quote_id, or where alike to the letter
-- inputs: stage.quote
create or replace table core.quote as
with newest as (
    select *
    from named('stage.quote')
    qualify quote_id is null or source_id = max(source_id) over (partition by quote_id)
),
copied as (
    select
        *,
        row_number() over (partition by source_id, account_id, quote_date, quote_id, amount, list_amount, discount_rate, outcome, competitor, category) as copy
    from newest
)
select
    account_id,
    quote_date,
    quote_id,
    amount,
    list_amount,
    discount_rate,
    outcome,
    competitor,
    category,
    source_id,
    source_row
from copied
qualify quote_id is not null or source_id = max(source_id) over (partition by account_id, quote_date, quote_id, amount, list_amount, discount_rate, outcome, competitor, category, copy)
order by account_id, quote_date;
