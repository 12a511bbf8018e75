-- visible_accounts: the accounts that are known of as of a day. A step of account_facts.sql and monthly_revenue.sql.
-- one row is: an account created, or with a dated row, at or before as_of, or listed without any date
-- reads: core.account, mart.account_seen
-- parameters: as_of
-- columns: position (0, 1, ... in the order of account_id, stable for one as_of) and the columns of core.account
with
final as (
    select
        row_number() over (order by account.account_id) - 1 as position,
        account.*
    from core.account as account
    inner join mart.account_seen as seen
        on account.account_id = seen.account_id
    where seen.seen_from is null or seen.seen_from <= $as_of
)

select
    position,
    account_id,
    account_name,
    parent_id,
    industry,
    region,
    owner,
    created_date,
    declared_class,
    annual_wallet,
    payment_terms_days,
    credit_limit
from final
