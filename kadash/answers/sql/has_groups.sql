-- purpose: whether any account stands under another
-- one row is: the company
select count(*) > 0 as has_groups
from mart.account
where parent_id is not null and parent_id <> account_id
