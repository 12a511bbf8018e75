-- purpose: the loaded files with their row accounts
-- one row is: a table found in a file
select
    source_id,
    file,
    sheet,
    table_name,
    encoding,
    header_row,
    read,
    accepted,
    rejected,
    set_aside,
    sha256,
    loaded_at,
    loaded_by
from meta.source
order by source_id
