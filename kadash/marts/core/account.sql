-- purpose: every account that any file names
-- one row is an account; a field is taken from the newest row that fills it, rows of account files before others
-- inputs: stage.account (rows of account files, and accounts named inside other files), stage.account_of_name,
--   stage.account_pair, core.*
-- columns: as in the contract; listed: an account file has it (else it is only named by orders and the like)
create or replace table core.account as
with named as (
    select
        *,
        (case when from_account_file then 1 else 0 end, source_id, source_row) as newness
    from named('stage.account')
),
described as (
    select
        account_id,
        arg_max(account_name, newness) as account_name,
        arg_max(parent_id, newness) as parent_id,
        arg_max(industry, newness) as industry,
        arg_max(region, newness) as region,
        arg_max(owner, newness) as owner,
        arg_max(created_date, newness) as created_date,
        arg_max(declared_class, newness) as declared_class,
        arg_max(annual_wallet, newness) as annual_wallet,
        arg_max(payment_terms_days, newness) as payment_terms_days,
        arg_max(credit_limit, newness) as credit_limit,
        arg_max(status, newness) as status,
        arg_max(note, newness) as note,
        bool_or(from_account_file) as listed
    from named
    group by account_id
),
spelled as (
    select
        coalesce(pair.account_id, name.account_id) as account_id,
        min(pair.account_name) as account_name
    from stage.account_pair pair
    left join stage.account_of_name name on pair.account_id is null and name.account_name = pair.account_name
    where pair.account_name is not null
    group by coalesce(pair.account_id, name.account_id)
),
ordering as (
    select
        account_id,
        arg_max(owner, (order_date, source_id, source_row)) as owner
    from core.order_line
    where owner is not null
    group by account_id
),
seen as (
    select account_id from described
    union
    select account_id from core.order_line
    union
    select account_id from core.receivable
    union
    select account_id from core.payment
    union
    select account_id from core.service_event
    union
    select account_id from core.quote
    union
    select account_id from core.contract
    union
    select account_id from core.survey_response
    union
    select account_id from core.service_delivery
)
select
    seen.account_id,
    coalesce(described.account_name, spelled.account_name, seen.account_id) as account_name,
    described.parent_id,
    described.industry,
    described.region,
    coalesce(described.owner, ordering.owner) as owner,
    described.created_date,
    described.declared_class,
    described.annual_wallet,
    described.payment_terms_days,
    described.credit_limit,
    described.status,
    described.note,
    coalesce(described.listed, false) as listed
from seen
left join described using (account_id)
left join spelled using (account_id)
left join ordering using (account_id)
where seen.account_id is not null
order by seen.account_id;
