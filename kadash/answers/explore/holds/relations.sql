-- purpose: the relations that the marts of a file have
-- one row is: a relation
select table_name as name
from duckdb_tables()
where schema_name = 'mart'
union all
select view_name as name
from duckdb_views()
where schema_name = 'mart'
