-- purpose: what the account list shows of each account
-- one row is: one of $account_ids; parameters: $account_ids, $scheme (of the column layer)
-- columns: identity; layer; figures of the last 12 months and of the year before; value; flags (codes, comma between,
--   most urgent first); service_id of the best proposal (null: none)
with
wanted as (
    select unnest($account_ids::varchar[]) as account_id
),

flagged as (
    select
        flag.account_id,
        string_agg(
            flag.flag, ',' order by case flag.severity when 'act' then 1 when 'watch' then 2 else 3 end, flag.flag
        ) as flags
    from mart.flag as flag
    where flag.account_id in (select wanted.account_id from wanted)
    group by flag.account_id
)

select
    account.account_id,
    account.account_name,
    account.owner,
    account.region,
    account.industry,
    segment.layer,
    account.revenue_12m::double as revenue_12m,
    account.revenue_prev_12m::double as revenue_prev_12m,
    account.contribution_12m::double as contribution_12m,
    account.contribution_rate_12m,
    value.current_value,
    account.key_score,
    account.days_since_order,
    account.mean_days_late,
    coalesce(flagged.flags, '') as flags,
    proposal.service_id
from wanted
inner join mart.account as account on wanted.account_id = account.account_id
inner join mart.segment as segment
    on account.account_id = segment.account_id
    and segment.scheme = $scheme
left join mart.value as value on account.account_id = value.account_id
left join flagged on account.account_id = flagged.account_id
left join mart.proposal as proposal
    on account.account_id = proposal.account_id
    and proposal.rank = 1
