-- purpose: the lines as they are read, where no row was read again: all of them
-- one row is: an order line
-- inputs: stage.rated_line
create or replace table stage.loose_order (order_id varchar);

create or replace view stage.line_in_turn as
from stage.rated_line;
