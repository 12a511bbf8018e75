-- purpose: whether every line with an amount has a cost, so that margins of lines add up to those of the marts
-- one row is: the company
select not exists (select 1 from mart.counted_line where amount <> 0 and cost is null) as holds
