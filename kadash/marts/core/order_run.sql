-- purpose: whether the lines of every order stand together, as they do in most exports: then one look at the line before
--   tells what else takes groups of all order numbers
-- one row is: the lines as they are read, in whichever order that is
-- parameters: $lines (so many are looked at)
-- inputs: stage.rated_line; stage.line_in_turn, stage.loose_order (of lines_read_once.sql or lines_read_again.sql)
-- columns:
--   together  order numbers never fall from one line to the next, so that no order begins again; false where any is missing
--   shared    an order number stands under several accounts; means something only together
--   again     a line number does not rise within an order: it may be there twice; means something only together
--   sorted    files and rows stand by day, and by order number within a day: whoever sorts by file and row sorts so too;
--             means something only where all lines were looked at
-- Orders with a line that was read again are few: they are left out of the row of lines, and looked at in groups.
create or replace table stage.order_run as
with lines as (
    select
        order_id,
        account_id,
        line_no,
        order_date,
        source_id,
        source_row,
        lag(order_id) over () as order_before,
        lag(account_id) over () as account_before,
        lag(line_no) over () as line_before,
        lag(order_date) over () as date_before,
        lag(source_id) over () as source_before,
        lag(source_row) over () as row_before
    from (
        from stage.line_in_turn
        limit $lines
    )
),
compared as (
    select
        order_id >= order_before as goes_on,
        order_id = order_before as same_order,
        account_id = account_before as same_account,
        strlen(line_no) > strlen(line_before) or (strlen(line_no) = strlen(line_before) and line_no > line_before) as rises,
        (source_row > row_before and source_id = source_before or source_id > source_before)
        and (order_date > date_before or order_date = date_before and order_id >= order_before) as in_order
    from lines
),
in_turn as (
    select
        count(*) filter (where goes_on is not true) <= 1 as together,
        count(*) filter (where same_order and same_account is not true) > 0 as shared,
        count(*) filter (where same_order and rises is not true) > 0 as again,
        count(*) filter (where in_order is not true) <= 1 as sorted
    from compared
),
grouped as (
    select
        count(distinct account_id) > 1 or count(account_id) < count(*) as shared,
        count(distinct line_no) < count(*) as again
    from stage.rated_line
    semi join stage.loose_order using (order_id)
    group by order_id
)
select
    together,
    shared or exists (from grouped where shared) as shared,
    again or exists (from grouped where again) as again,
    sorted and not exists (from stage.read_again) as sorted
from in_turn;
