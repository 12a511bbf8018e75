-- purpose: files of order lines without order numbers that cover the same days, and which of their rows count
-- one row of stage.overlap is an older and a newer file, the days that both cover, and how far they say the same
-- inputs: stage.rated_line, stage.fate, stage.file_of, stage.overlap_choice (what a person chose for a pair of files)
-- columns: value is in the reporting currency; pair: sha256 of the older and of the newer file
-- replace: the newer file's days replace those of the older one; once: rows alike in both count once, all others count;
-- keep: every row counts. Unless said, replace where nine tenths of the older rows come again (it is an export made
-- anew, and the rest was corrected), else once. A row of a sheet with periods as columns is known by its account,
-- product and period: a later export of that sheet has it again even where its amount was corrected.
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
with covered as (
    select
        file_no,
        min(first_day) as first_day,
        max(last_day) as last_day
    from (
        select older_file as file_no, first_day, last_day from stage.overlap_period
        union all
        select newer_file as file_no, first_day, last_day from stage.overlap_period
    )
    group by file_no
),
inside as (
    select
        line.source_id,
        line.source_row,
        file.file_no,
        file.sheet_shape,
        line.account_id,
        line.order_date,
        line.product_id,
        line.product_name,
        line.quantity,
        line.unit_price,
        line.amount,
        cast(line.amount * line.rate as decimal(18, 4)) as value
    from stage.rated_line line
    join stage.file_of file on file.source_id = line.source_id
    join covered on covered.file_no = file.file_no and line.order_date between covered.first_day and covered.last_day
    anti join stage.fate fate on fate.source_id = line.source_id and fate.source_row = line.source_row
    where line.order_id is null
)
select
    *,
    row_number() over (
        partition by file_no, account_id, order_date, product_id, product_name, quantity, unit_price, amount
        order by source_id, source_row
    ) as copy
from inside;

-- one row is a line of a sheet with periods as columns that a newer file has again in a sheet of the same shape
create or replace table stage.cell_again as
with cell as (
    select distinct
        file_no,
        sheet_shape,
        account_id,
        order_date,
        coalesce(product_id, product_name, '') as product
    from stage.keyless_line
    where sheet_shape <> ''
)
select
    older.source_id,
    older.source_row,
    older.file_no as older_file,
    newer.file_no as newer_file,
    older.value
from stage.keyless_line older
join cell newer
    on newer.sheet_shape = older.sheet_shape
    and newer.account_id = older.account_id
    and newer.order_date = older.order_date
    and newer.product = coalesce(older.product_id, older.product_name, '')
    and newer.file_no > older.file_no;

-- one row is a pair of files with the same sheet: half of the older one's cells or more are in the newer one. Two
-- branches that share a few customers have less in common, and their cells are only compared to the letter.
create or replace table stage.same_sheet as
with again as (
    select
        older_file,
        newer_file,
        count(*) as cells
    from stage.cell_again
    group by older_file, newer_file
),
older as (
    select
        period.older_file,
        period.newer_file,
        count(*) as cells
    from stage.overlap_period period
    join stage.keyless_line line
        on line.file_no = period.older_file and line.order_date between period.first_day and period.last_day
    where line.sheet_shape <> ''
    group by period.older_file, period.newer_file
)
select
    older_file,
    newer_file
from again
join older using (older_file, newer_file)
where again.cells >= 0.5 * older.cells;

-- one row is a line of an older file that a newer one has again: the same cell of the same sheet, else to the letter
create or replace table stage.alike_line as
select cell.*
from stage.cell_again cell
semi join stage.same_sheet using (older_file, newer_file)
union all
select
    older.source_id,
    older.source_row,
    older.file_no as older_file,
    newer.file_no as newer_file,
    older.value
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
    and newer.file_no > older.file_no
left join stage.same_sheet same on same.older_file = older.file_no and same.newer_file = newer.file_no
where older.sheet_shape = '' or same.older_file is null;

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
        sum(line.value) as older_value
    from stage.overlap_period period
    join stage.keyless_line line
        on line.file_no = period.older_file and line.order_date between period.first_day and period.last_day
    group by period.older_file, period.newer_file
),
newer as (
    select
        period.older_file,
        period.newer_file,
        count(*) as newer_rows,
        sum(line.value) as newer_value
    from stage.overlap_period period
    join stage.keyless_line line
        on line.file_no = period.newer_file and line.order_date between period.first_day and period.last_day
    group by period.older_file, period.newer_file
),
paired as (
    select
        period.older_file,
        period.newer_file,
        older_name.sha256 || ':' || newer_name.sha256 as pair,
        period.first_day,
        period.last_day,
        older.older_rows,
        older.older_value,
        newer.newer_rows,
        newer.newer_value,
        alike.alike_rows,
        same.older_file is not null as same_sheet
    from stage.overlap_period period
    join older using (older_file, newer_file)
    join newer using (older_file, newer_file)
    join alike using (older_file, newer_file)
    join stage.file_of older_name on older_name.source_id = period.older_file
    join stage.file_of newer_name on newer_name.source_id = period.newer_file
    left join stage.same_sheet same on same.older_file = period.older_file and same.newer_file = period.newer_file
)
select
    paired.*,
    said.choice is not null as chosen,
    case
        when said.choice is not null then said.choice
        when paired.alike_rows >= 0.9 * paired.older_rows then 'replace'
        else 'once'
    end as reading
from paired
left join stage.overlap_choice said using (pair);

-- one row is a line of an older file that a choice for a pair leaves out
create or replace table stage.left_out_line as
select
    overlap.older_file,
    overlap.newer_file,
    'replace' as choice,
    line.source_id,
    line.source_row,
    line.value
from stage.keyless_line line
join stage.overlap overlap
    on overlap.older_file = line.file_no and line.order_date between overlap.first_day and overlap.last_day
union all
select
    alike.older_file,
    alike.newer_file,
    'once' as choice,
    alike.source_id,
    alike.source_row,
    alike.value
from stage.alike_line alike;

insert into stage.superseded
select distinct
    line.source_id,
    line.source_row
from stage.left_out_line line
join stage.overlap overlap using (older_file, newer_file)
where line.choice = overlap.reading;

-- one row is a pair of files and a choice: the value of the lines that this pair alone leaves out by it, as the other
-- pairs are read
create or replace table stage.overlap_effect as
with left_out_now as (
    select
        line.source_id,
        line.source_row,
        line.older_file,
        line.newer_file
    from stage.left_out_line line
    join stage.overlap overlap using (older_file, newer_file)
    where line.choice = overlap.reading
),
pairs_of_line as (
    select
        source_id,
        source_row,
        count(*) as pairs
    from left_out_now
    group by source_id, source_row
)
select
    line.older_file,
    line.newer_file,
    line.choice,
    sum(line.value) as value
from stage.left_out_line line
left join pairs_of_line every using (source_id, source_row)
left join left_out_now own using (source_id, source_row, older_file, newer_file)
where coalesce(every.pairs, 0) = case when own.source_id is null then 0 else 1 end
group by line.older_file, line.newer_file, line.choice;
