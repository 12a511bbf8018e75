-- purpose: the offers made to an account and what became of them
-- one row is: a quote, newest first; parameters: $account_id, $first_day, $last_day
-- columns: days_open: since the quote, of open ones; competitor: who won it, where known
select
    quote_date as day,
    quote_id as number,
    category,
    cast(amount as double) as amount,
    outcome,
    competitor,
    case when outcome = 'open' then date_diff('day', quote_date, cast($last_day as date)) end as days_open
from core.quote
where account_id = $account_id and quote_date between $first_day and $last_day
order by quote_date desc, quote_id
