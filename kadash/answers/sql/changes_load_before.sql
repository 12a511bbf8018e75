-- purpose: the day that the state before the last one looked at
-- one row is: the load before the last; columns: as_of
select as_of
from meta.load
order by load_id desc
offset 1
limit 1
