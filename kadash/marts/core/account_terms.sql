-- purpose: payment terms by account
-- one row is an account with terms of its own
-- inputs: stage.account
create or replace table stage.account_terms as
select
    account_id,
    arg_max(payment_terms_days, source_id) as payment_terms_days
from named('stage.account')
where payment_terms_days is not null
group by account_id;
