-- purpose: the order lines that count, where none has a fate of its own and none is replaced
-- one row is an order line
-- inputs: stage.rated_line
create or replace view stage.kept_line as
select * from stage.rated_line;
