-- purpose: who is asked for in the account list, and what they make together
-- one row is: one of the $most first accounts in the order asked for, with the totals of all that are asked for
-- parameters: $q (in its name or number, case aside; '' for all), $owners_seen (null: everybody's), $owners, $regions,
--   $industries, $flags (empty: any), $scheme and $layer (null layer: any), $sort, $most
-- columns: account_id, place (1 = first); all_accounts, all_revenue, all_contribution, all_flagged: beyond $most too
with
flagged as (
    select
        account_id,
        count(*) filter (where len($flags::varchar[]) = 0 or list_contains($flags::varchar[], flag)) > 0 as is_asked_for
    from mart.flag
    group by account_id
),

asked_for as (
    select
        account.account_id,
        account.revenue_12m,
        account.contribution_12m,
        flagged.account_id is not null as is_flagged,
        case $sort
            when 'revenue' then account.revenue_12m
            when 'fall' then account.revenue_prev_12m - account.revenue_12m
            when 'growth' then account.revenue_12m - account.revenue_prev_12m
            when 'loss' then -coalesce(account.contribution_12m, account.revenue_12m)
            when 'value' then coalesce(value.current_value, account.revenue_12m)
            when 'score' then account.key_score
            when 'silence' then account.days_since_order
            when 'late' then account.mean_days_late
            else coalesce(account.contribution_12m, account.revenue_12m)
        end::double as sort_value
    from mart.account as account
    left join mart.value as value
        on $sort = 'value'
        and account.account_id = value.account_id
    left join flagged on account.account_id = flagged.account_id
    where ($q = '' or contains(lower(account.account_name), lower($q)) or contains(lower(account.account_id), lower($q)))
        and ($owners_seen::varchar[] is null or list_contains($owners_seen::varchar[], account.owner))
        and (len($owners::varchar[]) = 0 or list_contains($owners::varchar[], account.owner))
        and (len($regions::varchar[]) = 0 or list_contains($regions::varchar[], account.region))
        and (len($industries::varchar[]) = 0 or list_contains($industries::varchar[], account.industry))
        and (len($flags::varchar[]) = 0 or coalesce(flagged.is_asked_for, false))
        and (
            $layer::varchar is null
            or account.account_id in (
                select segment.account_id
                from mart.segment as segment
                where segment.scheme = $scheme
                    and segment.layer = $layer
            )
        )
),

totals as (
    select
        count(*) as all_accounts,
        sum(revenue_12m)::double as all_revenue,
        sum(contribution_12m)::double as all_contribution,
        count(*) filter (where is_flagged) as all_flagged
    from asked_for
),

first_ones as (
    select
        account_id,
        sort_value
    from asked_for
    order by sort_value desc nulls last, account_id
    limit $most
)

select
    first_ones.account_id,
    row_number() over (order by first_ones.sort_value desc nulls last, first_ones.account_id) as place,
    totals.all_accounts,
    totals.all_revenue,
    totals.all_contribution,
    totals.all_flagged
from first_ones
cross join totals
order by place
