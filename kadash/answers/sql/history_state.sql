-- purpose: who made a state, when, of how many files and rows
-- one row is: the newest load of the generation; times are UTC
select
    loaded_at,
    loaded_by,
    as_of,
    currency,
    (select count(distinct sha256) from meta.source) as files,
    (select sum(accepted) from meta.source) as rows
from meta.load
order by load_id desc
limit 1
