-- purpose: how accounts fared since a day; one row is: an account
-- parameters: $since (a day), $accounts (list of account_id)
with months as (
    select
        account_id,
        sum(contribution) as contribution,
        count(*) filter (where orders > 0) as months_with_orders
    from mart.account_month
    where month > $since and account_id in (select unnest($accounts))
    group by account_id
),

final as (
    select
        account.account_id,
        coalesce(account.last_purchase > $since, false) as bought_since,
        coalesce(months.contribution, 0)::double as contribution_since,
        coalesce(months.months_with_orders, 0) as months_with_orders
    from mart.account as account
    left join months using (account_id)
    where account.account_id in (select unnest($accounts))
)

select
    account_id,
    bought_since,
    contribution_since,
    months_with_orders
from final
order by account_id
