-- purpose: the names of accounts that a person took out, for rows that have no code
-- one row of stage.excluded_name is a name
-- inputs: stage.excluded, stage.account_of_name
create or replace table stage.excluded_name as
select account_name
from stage.account_of_name
where account_id in (select account_id from stage.excluded);
