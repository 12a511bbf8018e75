-- purpose: the tables of meta in the generation that is rolled up
-- one row is: a table
select table_name
from information_schema.tables
where table_catalog = 'whole' and table_schema = 'meta' and table_type = 'BASE TABLE'
order by table_name
