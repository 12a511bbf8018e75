-- purpose: whether the lines of every order stand together, as they do in most exports: then one look at the line before
--   tells what else takes groups of all order numbers
-- one row is: the lines as they are read, in whichever order that is
-- parameters: $lines (so many are looked at)
-- inputs: stage.rated_line, stage.read_again (lines that were read once more stand behind all others)
-- columns:
--   together  order numbers never fall from one line to the next, so that no order begins again; false where any is missing
--   shared    an order number stands under several accounts; means something only together
--   again     a line number does not rise within an order: it may be there twice; means something only together
-- Orders with a line that was read again are few: they are left out of the row of lines, and looked at in groups.
create or replace table stage.order_run as
with loose_order as materialized (
    select distinct order_id
    from stage.rated_line
    semi join stage.read_again using (source_id, source_row)
    where order_id is not null
),
lines as (
    select
        order_id,
        account_id,
        line_no,
        lag(order_id) over () as order_before,
        lag(account_id) over () as account_before,
        lag(line_no) over () as line_before
    from (
        from stage.rated_line
        anti join loose_order using (order_id)
        limit $lines
    )
),
compared as (
    select
        order_id >= order_before as goes_on,
        order_id = order_before as same_order,
        account_id = account_before as same_account,
        strlen(line_no) > strlen(line_before) or (strlen(line_no) = strlen(line_before) and line_no > line_before) as rises
    from lines
),
in_turn as (
    select
        count(*) filter (where goes_on is not true) <= 1 as together,
        count(*) filter (where same_order and same_account is not true) > 0 as shared,
        count(*) filter (where same_order and rises is not true) > 0 as again
    from compared
),
grouped as (
    select
        count(distinct account_id) > 1 or count(account_id) < count(*) as shared,
        count(distinct line_no) < count(*) as again
    from stage.rated_line
    semi join loose_order using (order_id)
    group by order_id
)
select
    together,
    shared or exists (from grouped where shared) as shared,
    again or exists (from grouped where again) as again
from in_turn;
