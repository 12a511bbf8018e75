-- purpose: the files a generation was made of, and how each of their tables was read
-- one row is: a table of a file, in the order of loading
select
    sha256,
    file,
    sheet,
    loaded_at,
    loaded_by,
    reading
from meta.source
order by source_id
