-- purpose: the name behind each number of a salesperson
-- one row is a number with one name; of several lists the newest counts
-- inputs: stage.person_cell
create table stage.person_name as
select
    code,
    min(trim(person)) as person
from (
    select *
    from stage.person_cell
    where code <> '' and trim(person) <> ''
    qualify source_id = max(source_id) over (partition by code)
)
group by code
having count(distinct trim(person)) = 1;
