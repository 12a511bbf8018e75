-- purpose: core.account with the accounts that new lines name for the first time, and owners as the newest lines say
-- one row is: an account, as in kadash/marts/core/account.sql
-- inputs: stage.added_account, stage.added_line, core.account
create or replace table stage.new_account as
select added.*
from stage.added_account as added
semi join stage.added_line using (account_id)
anti join core.account as known using (account_id);

create or replace table core.account as
select
    known.* replace (coalesce(added.owner, known.owner) as owner)
from core.account as known
left join (
    select account_id, owner from stage.added_account semi join stage.added_line using (account_id)
) as added using (account_id)
union all
select * from stage.new_account
order by account_id;
