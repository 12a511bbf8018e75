-- mart.account_list: what the account list shows of an account and what it is searched and filtered by, in one row.
-- one row is: an account; those that bring most in W first
-- reads: mart.account, mart.value, mart.flag, mart.segment, mart.proposal, mart.account_month
-- parameters: window_end (last day of the last full month)
-- columns: identity; figures of W and of the year before, as in mart.account; current_value as in mart.value, and
--   search         name and number in lower case, a line each
--   flags          codes, most urgent first, comma between; empty without
--   layers         `scheme:layer` of every scheme, each between bars: |five_level:a|value_tier:gold|
--   service_id     the best proposal; null without
--   trend          revenue of the last 24 full months, the oldest first
create or replace table mart.account_list as
with
flagged as (
    select
        account_id,
        string_agg(flag, ',' order by case severity when 'act' then 1 when 'watch' then 2 else 3 end, flag) as flags
    from mart.flag
    group by account_id
),

placed as (
    select
        account_id,
        '|' || string_agg(scheme || ':' || layer, '|' order by scheme) || '|' as layers
    from mart.segment
    group by account_id
),

trends as (
    select
        account_id,
        map(
            list(date_diff('month', month, cast($window_end as date))), list(cast(revenue as double))
        ) as by_months_ago
    from mart.account_month
    where
        date_diff('month', month, cast($window_end as date)) between 0 and 23
        and revenue <> 0
    group by account_id
),

final as (
    select
        account.account_id,
        account.account_name,
        account.owner,
        account.region,
        account.industry,
        lower(account.account_name) || chr(10) || lower(account.account_id) as search,
        account.revenue_12m,
        account.revenue_prev_12m,
        account.contribution_12m,
        account.contribution_rate_12m,
        value.current_value,
        account.key_score,
        account.days_since_order,
        account.mean_days_late,
        coalesce(flagged.flags, '') as flags,
        placed.layers,
        proposal.service_id,
        cast(list_transform(
            range(23, -1, -1), lambda months_ago: coalesce(trends.by_months_ago[months_ago], 0)
        ) as double[24]) as trend
    from mart.account as account
    left join mart.value as value on account.account_id = value.account_id
    left join flagged on account.account_id = flagged.account_id
    left join placed on account.account_id = placed.account_id
    left join trends on account.account_id = trends.account_id
    left join mart.proposal as proposal
        on account.account_id = proposal.account_id
        and proposal.rank = 1
)

select
    account_id,
    account_name,
    owner,
    region,
    industry,
    search,
    revenue_12m,
    revenue_prev_12m,
    contribution_12m,
    contribution_rate_12m,
    current_value,
    key_score,
    days_since_order,
    mean_days_late,
    flags,
    layers,
    service_id,
    trend
from final
order by coalesce(contribution_12m, revenue_12m) desc nulls last, account_id;
