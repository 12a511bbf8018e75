-- purpose: order lines as they are, where every file names accounts by code and none has order heads
-- one row is an accepted order line
-- inputs: stage.order_line
create or replace view stage.headed_line as
select
    line.*,
    cast(null as decimal(18, 4)) as head_freight,
    false as cancelled
from stage.order_line line;
