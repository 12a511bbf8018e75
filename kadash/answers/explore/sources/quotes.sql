-- purpose: offers made, up to the as-of day, with the outcome known at the load
-- one row is: a quote
-- parameters: $as_of
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
from core.quote
where quote_date <= $as_of
