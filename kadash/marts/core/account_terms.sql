-- purpose: payment terms by account
-- one row is an account with terms of its own
-- inputs: stage.account, stage.account_of_name
create or replace table stage.account_terms as
select
    coalesce(row.account_id, name.account_id) as account_id,
    arg_max(row.payment_terms_days, row.source_id) as payment_terms_days
from stage.account row
left join stage.account_of_name name on row.account_id is null and name.account_name = row.account_name
where row.payment_terms_days is not null
group by coalesce(row.account_id, name.account_id);
