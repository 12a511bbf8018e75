-- purpose: order lines where no row is in another currency: all are in the reporting currency
-- one row is an order line
-- inputs: stage.headed_line
create or replace view stage.rated_line as
select
    *,
    cast(1 as tinyint) as rate
from stage.headed_line;

create or replace table stage.converted (currency varchar, rows bigint, amount decimal(38, 4));
