-- accounts: who the facts are of, and from when each can be known of.
-- one row is: an account of core.account, in the order of account_id (its place in that order is its number in the other reads)
-- reads: core.account, mart.account_seen
-- columns: those of core.account that the facts carry; seen_from  null: listed without any date, known always
select
    account.account_id,
    account_name,
    parent_id,
    industry,
    region,
    owner,
    created_date,
    declared_class,
    cast(annual_wallet as double) as annual_wallet,
    cast(payment_terms_days as double) as payment_terms_days,
    cast(credit_limit as double) as credit_limit,
    seen.seen_from
from core.account as account
inner join mart.account_seen as seen
    on account.account_id = seen.account_id
order by account.account_id
