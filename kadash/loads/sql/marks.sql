-- purpose: what sheets say of other tables, each thing once
-- inputs: stage.returned_cell, stage.owner_cell

-- one row is an order number that is marked as returned
create table stage.returned_mark as
select distinct order_id
from stage.returned_cell
where order_id <> '';

-- one row is a region with one owner; of several sheets the newest counts
create table stage.region_owner as
select
    region,
    min(owner) as owner
from (
    select *
    from stage.owner_cell
    where region <> '' and owner <> ''
    qualify cast(source_id as integer) = max(cast(source_id as integer)) over (partition by region)
)
group by region
having count(distinct owner) = 1;

-- one row is a returned order whose lines are not set aside, since its number belongs to several accounts
create table stage.returned_unclear (order_id varchar);

-- one row is the code or name of an account with an owner of its own; of one that got an owner by its region
create table stage.owned (account varchar);
create table stage.owner_filled (account varchar);
