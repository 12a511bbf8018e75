-- purpose: the tables of core in the generation that is rolled up
-- one row is: a table and whether its rows belong to an account
select
    table_name,
    bool_or(column_name = 'account_id') as has_account
from information_schema.columns
where table_catalog = 'whole' and table_schema = 'core'
group by table_name
order by table_name
