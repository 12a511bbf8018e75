-- purpose: rows that were rejected because their currency has no rate
-- one row is: a currency, those with the most rows first
select
    value as currency,
    count(*) as rows,
    sum(amount) as amount
from stage.fate
where code = 'no_rate'
group by value
order by rows desc, currency
