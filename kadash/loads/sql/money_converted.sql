-- purpose: what was converted into the reporting currency
-- one row is: a currency, those with the most rows first
select
    currency,
    rows,
    amount
from stage.converted
order by rows desc, currency
