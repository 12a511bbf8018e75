-- purpose: order lines with the freight that they have themselves, where no head has any
-- one row is an order line
-- inputs: stage.kept_line
create or replace view stage.freighted_line as
select * from stage.kept_line;
