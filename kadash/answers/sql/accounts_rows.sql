-- purpose: the account list: who is asked for, best first by what is asked for
-- one row is: an account
-- parameters: $q (in its name or number, case aside; '' for all), $owners_seen (null: everybody's), $owners, $regions,
--   $industries, $flags (empty: any), $scheme and $layer (scheme of the column `layer`; null layer: any), $sort, $most
-- columns: identity; layer and layer_reason of $scheme; figures of the last 12 months and of the year before; value;
--   flags (codes, comma between, most urgent first); service_id of the best proposal and its expected_gain;
--   all_accounts, all_revenue, all_contribution, all_flagged: of all that are asked for, also beyond $most
with
flagged as (
    select
        account_id,
        string_agg(flag, ',' order by case severity when 'act' then 1 when 'watch' then 2 else 3 end, flag) as flags,
        count(*) filter (where len($flags::varchar[]) = 0 or list_contains($flags::varchar[], flag)) > 0 as is_asked_for
    from mart.flag
    group by account_id
),

asked_for as (
    select
        account.account_id,
        account.account_name,
        account.owner,
        account.region,
        account.industry,
        segment.layer,
        segment.layer_rank,
        segment.reason as layer_reason,
        account.first_order,
        account.revenue_12m::double as revenue_12m,
        account.revenue_prev_12m::double as revenue_prev_12m,
        account.contribution_12m::double as contribution_12m,
        account.contribution_rate_12m,
        value.current_value,
        value.lifetime_value,
        value.p_alive,
        account.key_score,
        account.days_since_order,
        account.mean_days_late,
        coalesce(flagged.flags, '') as flags
    from mart.account as account
    inner join mart.segment as segment
        on account.account_id = segment.account_id
        and segment.scheme = $scheme
    left join mart.value as value on account.account_id = value.account_id
    left join flagged on account.account_id = flagged.account_id
    where ($q = '' or contains(lower(account.account_name), lower($q)) or contains(lower(account.account_id), lower($q)))
        and ($owners_seen::varchar[] is null or list_contains($owners_seen::varchar[], account.owner))
        and (len($owners::varchar[]) = 0 or list_contains($owners::varchar[], account.owner))
        and (len($regions::varchar[]) = 0 or list_contains($regions::varchar[], account.region))
        and (len($industries::varchar[]) = 0 or list_contains($industries::varchar[], account.industry))
        and (len($flags::varchar[]) = 0 or coalesce(flagged.is_asked_for, false))
        and ($layer::varchar is null or segment.layer = $layer)
),

ordered as (
    select
        *,
        case $sort
            when 'revenue' then revenue_12m
            when 'fall' then revenue_prev_12m - revenue_12m
            when 'growth' then revenue_12m - revenue_prev_12m
            when 'loss' then -coalesce(contribution_12m, revenue_12m)
            when 'value' then coalesce(current_value, revenue_12m)
            when 'score' then key_score
            when 'silence' then days_since_order
            when 'late' then mean_days_late
            else coalesce(contribution_12m, revenue_12m)
        end as sort_value,
        count(*) over () as all_accounts,
        sum(revenue_12m) over () as all_revenue,
        sum(contribution_12m) over () as all_contribution,
        count(*) filter (where flags <> '') over () as all_flagged
    from asked_for
),

final as (
    select *
    from ordered
    order by sort_value desc nulls last, account_id
    limit $most
)

select
    final.account_id,
    final.account_name,
    final.owner,
    final.region,
    final.industry,
    final.layer,
    final.layer_rank,
    final.layer_reason,
    final.first_order,
    final.revenue_12m,
    final.revenue_prev_12m,
    final.contribution_12m,
    final.contribution_rate_12m,
    final.current_value,
    final.lifetime_value,
    final.p_alive,
    final.key_score,
    final.days_since_order,
    final.mean_days_late,
    final.flags,
    proposal.service_id,
    proposal.expected_gain,
    final.all_accounts,
    final.all_revenue,
    final.all_contribution,
    final.all_flagged
from final
left join mart.proposal as proposal
    on final.account_id = proposal.account_id
    and proposal.rank = 1
order by final.sort_value desc nulls last, final.account_id
