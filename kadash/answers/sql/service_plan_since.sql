-- purpose: what accounts brought in the full months since a day; one row is: an account
-- parameters: $since (a day), $until (the last day of the last full month), $accounts (list of account_id)
with months as (
    select
        account_id,
        sum(contribution) as contribution
    from mart.account_month
    where month > $since::date and month <= $until::date and account_id in (select unnest($accounts))
    group by account_id
),

final as (
    select
        account.account_id,
        coalesce(months.contribution, 0)::double as contribution_since
    from mart.account as account
    left join months using (account_id)
    where account.account_id in (select unnest($accounts))
)

select
    account_id,
    contribution_since
from final
order by account_id
