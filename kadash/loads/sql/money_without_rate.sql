-- purpose: money that was left blank because its currency has no rate
-- one row is: a currency in a table
select
    table_name,
    currency,
    sum(rows) as rows
from stage.money_without_rate
group by table_name, currency
order by table_name, currency
