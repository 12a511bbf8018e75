-- account_seen_again: from when an account can be known of, once lines were added. Makes mart.account_seen again, as account_seen.sql
-- would of all rows.
-- one row is: an account of core.account
-- reads: core.account, mart.account_seen (as it was before), added_line (the new lines)
-- columns: as in account_seen.sql
create or replace table mart.account_seen as
with
first_rows as (
    select
        account_id,
        min(order_date) as day
    from added_line
    group by account_id
)

select
    account.account_id,
    case
        when account.created_date is null and account.listed then null
        else least(account.created_date, seen.seen_from, first_rows.day)
    end as seen_from
from core.account as account
left join mart.account_seen as seen
    on account.account_id = seen.account_id
left join first_rows
    on account.account_id = first_rows.account_id
order by account.account_id;
