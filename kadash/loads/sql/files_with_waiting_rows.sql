-- purpose: the files with rejected rows that wait to be mended
-- one row is: a file, in the order of loading
select
    sha256,
    min(file) as file
from meta.source
where source_id in (select source_id from meta.rejected_row where waits)
group by sha256
order by min(source_id)
