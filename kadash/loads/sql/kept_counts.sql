-- purpose: the account of rows of every table of a generation
-- one row is: a table of a file, in the order of loading
select
    sha256,
    file,
    sheet,
    table_name,
    encoding,
    header_row,
    read,
    accepted,
    rejected,
    set_aside
from meta.source
order by source_id
