-- purpose: what the newest load assumed or noticed
-- one row is: the load; notes is JSON
select notes
from meta.load
order by load_id desc
limit 1
