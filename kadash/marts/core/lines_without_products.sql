-- purpose: order lines where no file has a price list
-- one row is an order line
-- inputs: stage.freighted_line
create or replace view stage.priced_line as
select
    *,
    cast(null as decimal(18, 6)) as product_list_price,
    cast(null as decimal(18, 6)) as product_unit_cost
from stage.freighted_line;
