-- purpose: order lines that a newer file has again, by their order number
-- one row is a replaced line
-- inputs: stage.rated_line, stage.cancelled_line, stage.fate, stage.file_of
-- By line number where both files have one, else the whole order. Sheets of one file never replace each other; nor do
-- returns that come in a file of their own, under the number of the order they belong to, replace its sale. A line that a
-- newer file has as cancelled is replaced too; rows that are rejected replace nothing.
insert into stage.superseded
with of_either_kind as (
    select
        line.source_id,
        line.source_row,
        line.account_id,
        line.order_id,
        line.line_no,
        line.amount,
        fate.source_id is null as counts
    from stage.rated_line line
    left join stage.fate fate on fate.source_id = line.source_id and fate.source_row = line.source_row
    where line.order_id is not null and fate.verdict is distinct from 'rejected'
    union all
    select
        source_id,
        source_row,
        account_id,
        order_id,
        line_no,
        cast(null as decimal(18, 4)) as amount,
        false as counts
    from stage.cancelled_line
    where order_id is not null
),
line as (
    select
        of_either_kind.*,
        file.file_no
    from of_either_kind
    join stage.file_of file using (source_id)
),
in_several_files as (
    select
        account_id,
        order_id
    from line
    group by account_id, order_id
    having min(file_no) < max(file_no)
),
sided as (
    select
        line.*,
        coalesce(
            bool_and(line.amount < 0 and line.line_no is null) over (partition by account_id, order_id, line.file_no), false
        ) as only_returns
    from line
    join in_several_files using (account_id, order_id)
),
ranked as (
    select
        source_id,
        source_row,
        file_no,
        line_no,
        counts,
        max(file_no) over (partition by account_id, order_id, only_returns) as newest,
        max(case when line_no is null then file_no end) over (partition by account_id, order_id, only_returns) as newest_whole,
        max(file_no) over (partition by account_id, order_id, only_returns, line_no) as newest_line
    from sided
)
select
    source_id,
    source_row
from ranked
where counts
    and (file_no < newest_line or file_no < newest_whole or (line_no is null and file_no < newest));
