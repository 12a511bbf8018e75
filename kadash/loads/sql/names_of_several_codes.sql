-- purpose: account names that several codes share
-- one row is: a name and its codes
select
    min(pair.account_name) as name,
    string_agg(distinct pair.account_id, ', ' order by pair.account_id) as codes
from stage.account_pair pair
join stage.account_of_name name using (account_name)
where name.codes > 1 and pair.account_id is not null
group by name.account_id
order by name
