-- purpose: how many rejected rows wait to be mended
-- one row is: the count
select count(*) as waiting
from meta.rejected_row
where waits
