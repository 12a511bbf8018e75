-- purpose: files of order lines without order numbers that cover the same days, and which of their rows count
-- one row of stage.overlap is an older and a newer file, the days that both cover, and how far they say the same
-- parameters: overlap: what a person chose (replace, once, keep; null: by how much is alike)
-- inputs: stage.rated_line, stage.fate, stage.file_of
-- replace: the newer file's days replace those of the older one; once: rows alike in both count once, all others count;
-- keep: every row counts. Unless said, replace where nine tenths of the older rows come again (it is an export made
-- anew, and the rest was corrected), else once.
create or replace table stage.overlap_period as
with spans as (
    select
        file.file_no,
        min(line.order_date) as first_day,
        max(line.order_date) as last_day
    from stage.rated_line line
    join stage.file_of file on file.source_id = line.source_id
    where line.order_id is null
    group by file.file_no
)
select
    older.file_no as older_file,
    newer.file_no as newer_file,
    greatest(older.first_day, newer.first_day) as first_day,
    least(older.last_day, newer.last_day) as last_day
from spans older
join spans newer
    on older.file_no < newer.file_no and older.first_day <= newer.last_day and newer.first_day <= older.last_day;

-- one row is a line of such days; the second copy within a file pairs with the second copy in the other
create or replace table stage.keyless_line as
with inside as (
    select
        line.source_id,
        line.source_row,
        file.file_no,
        line.account_id,
        line.order_date,
        line.product_id,
        line.product_name,
        line.quantity,
        line.unit_price,
        line.amount
    from stage.rated_line line
    join stage.file_of file on file.source_id = line.source_id
    anti join stage.fate fate on fate.source_id = line.source_id and fate.source_row = line.source_row
    where line.order_id is null
        and exists (
            select 1
            from stage.overlap_period period
            where file.file_no in (period.older_file, period.newer_file)
                and line.order_date between period.first_day and period.last_day
        )
)
select
    *,
    row_number() over (
        partition by file_no, account_id, order_date, product_id, product_name, quantity, unit_price, amount
        order by source_id, source_row
    ) as copy
from inside;

-- one row is a line of an older file that a newer one has again to the letter
create or replace table stage.alike_line as
select
    older.source_id,
    older.source_row,
    older.file_no as older_file,
    newer.file_no as newer_file
from stage.keyless_line older
join stage.keyless_line newer
    on newer.account_id = older.account_id
    and newer.order_date = older.order_date
    and newer.copy = older.copy
    and newer.amount = older.amount
    and newer.product_id is not distinct from older.product_id
    and newer.product_name is not distinct from older.product_name
    and newer.quantity is not distinct from older.quantity
    and newer.unit_price is not distinct from older.unit_price
    and newer.file_no > older.file_no;

create or replace table stage.overlap as
with alike as (
    select
        older_file,
        newer_file,
        count(*) as alike_rows
    from stage.alike_line
    group by older_file, newer_file
),
older as (
    select
        period.older_file,
        period.newer_file,
        count(*) as older_rows,
        sum(line.amount) as older_amount
    from stage.overlap_period period
    join stage.keyless_line line
        on line.file_no = period.older_file and line.order_date between period.first_day and period.last_day
    group by period.older_file, period.newer_file
)
select
    period.older_file,
    period.newer_file,
    period.first_day,
    period.last_day,
    older.older_rows,
    older.older_amount,
    alike.alike_rows,
    case
        when cast($overlap as varchar) is not null then cast($overlap as varchar)
        when alike.alike_rows >= 0.9 * older.older_rows then 'replace'
        else 'once'
    end as reading
from stage.overlap_period period
join older using (older_file, newer_file)
join alike using (older_file, newer_file);

insert into stage.superseded
select
    line.source_id,
    line.source_row
from stage.keyless_line line
join stage.overlap overlap
    on overlap.older_file = line.file_no and line.order_date between overlap.first_day and overlap.last_day
where overlap.reading = 'replace'
union
select
    alike.source_id,
    alike.source_row
from stage.alike_line alike
join stage.overlap overlap using (older_file, newer_file)
where overlap.reading = 'once';
