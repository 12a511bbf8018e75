-- purpose: whether every line has a cost, so that margins of months are those of all their lines
-- one row is: the company
select not exists (select 1 from mart.counted_line where cost is null) as holds
