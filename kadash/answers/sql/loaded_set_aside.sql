-- purpose: how many rows of a file are no data or do not count, and why: all of them, as often as the account of its rows says
-- one row is: a reason within a file; code `blank_row` where nothing stood in the rows, why the whole table is not used where it is not
with
listed as (
    select
        source_id,
        file,
        sheet,
        code,
        count(*) as rows,
        sum(cast(amount as double)) as amount
    from meta.set_aside_row
    group by source_id, file, sheet, code
),

listed_of_source as (
    select
        source_id,
        sum(rows) as rows
    from listed
    group by source_id
),

unlisted as (
    select
        source.source_id,
        source.file,
        source.sheet,
        case
            when source.table_name is not null then 'blank_row'
            when json_valid(source.reading) then coalesce(json_extract_string(source.reading, '$.why'), 'unused_unknown')
            else 'unused_unknown'
        end as code,
        source.set_aside - coalesce(listed_of_source.rows, 0) as rows
    from meta.source as source
    left join listed_of_source on source.source_id = listed_of_source.source_id
    where source.set_aside > coalesce(listed_of_source.rows, 0)
)

select
    file,
    sheet,
    code,
    cast(sum(rows) as bigint) as rows,
    sum(amount) as amount
from (
    select * from listed
    union all by name
    select * from unlisted
)
group by file, sheet, code
order by file, sheet, code
