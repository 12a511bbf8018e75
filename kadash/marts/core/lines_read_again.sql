-- purpose: orders with a row that was read again (such rows stand behind all others), and the lines of other orders
-- one row is: an order; an order line
-- inputs: stage.rated_line, stage.read_again
create or replace table stage.loose_order as
select distinct order_id
from stage.rated_line
semi join stage.read_again using (source_id, source_row)
where order_id is not null;

create or replace view stage.line_in_turn as
from stage.rated_line
anti join stage.loose_order using (order_id);
