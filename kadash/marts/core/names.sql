-- purpose: which account a name stands for, where a row has no code
-- one row is a name as some row writes it; names that differ only in width, case or blanks are one account
-- inputs: stage.account_pair (distinct account_id, account_name of all tables)
-- A name that belongs to one code means that code. A name of several codes is nobody's: it stays an account of its own.
create or replace table stage.account_of_name as
with spelled as (
    select distinct
        account_name,
        lower(regexp_replace(translate(account_name, '（）　', '() '), '\s+', ' ', 'g')) as name_key
    from stage.account_pair
    where account_name is not null
),
coded as (
    select
        spelled.name_key,
        min(pair.account_id) as account_id,
        count(distinct pair.account_id) as codes
    from stage.account_pair pair
    join spelled using (account_name)
    where pair.account_id is not null
    group by spelled.name_key
),
uncoded as (
    select
        name_key,
        min(account_name) as account_id
    from spelled
    group by name_key
)
select
    spelled.account_name,
    case when coded.codes = 1 then coded.account_id else uncoded.account_id end as account_id,
    coalesce(coded.codes, 0) as codes
from spelled
join uncoded using (name_key)
left join coded using (name_key);

-- rows of a stage table with their account: by code, else by name
create or replace temp macro named(stage_table) as table
select
    row.* exclude (account_id),
    case when row.account_id is not null then row.account_id else name.account_id end as account_id
from query_table(stage_table) row
left join stage.account_of_name name on row.account_id is null and name.account_name = row.account_name;
