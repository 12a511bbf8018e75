-- purpose: lines of orders that a sheet marks as returned are set aside
-- inputs: stage.headed_line, stage.returned_mark, stage.fate, stage.superseded
-- An order that has negative lines is left as it is: its return is counted by them already. So is a number that belongs to
-- several accounts: nobody says which of their orders came back.
insert into stage.returned_unclear
select order_id
from stage.headed_line
semi join stage.returned_mark using (order_id)
group by order_id
having count(distinct account_id) > 1;

insert into stage.fate
with counting as (
    select
        line.source_id,
        line.source_row,
        line.order_id,
        line.amount
    from stage.headed_line line
    semi join stage.returned_mark mark on mark.order_id = line.order_id
    anti join stage.returned_unclear unclear on unclear.order_id = line.order_id
    anti join stage.fate fate on fate.source_id = line.source_id and fate.source_row = line.source_row
    anti join stage.superseded old on old.source_id = line.source_id and old.source_row = line.source_row
)
select
    source_id,
    source_row,
    'set_aside' as verdict,
    'returned' as code,
    'order_id' as field,
    order_id as value,
    amount
from counting
qualify min(amount) over (partition by order_id) >= 0;
