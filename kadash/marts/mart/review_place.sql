-- mart.review_place: in which order accounts want a review: what is flagged first, and of that what has most money at stake.
-- one row is: an account
-- reads: mart.account, mart.flag, mart.segment
-- columns:
--   account_id, account_name, owner, industry
--   place        1 for the account that wants a review most
--   accounts     how many there are
--   previous_id, next_id   who stands before and after it; null at either end
--   urgency      1 act, 2 watch, 3 info, 4 nothing flagged
--   flags        codes, most urgent first, comma between
--   at_stake     the larger of this and last year's contribution, without its sign; revenue where contribution is unknown
--   value_tier
create or replace table mart.review_place as
with
flagged as (
    select
        account_id,
        min(case severity when 'act' then 1 when 'watch' then 2 else 3 end) as urgency,
        string_agg(flag, ',' order by case severity when 'act' then 1 when 'watch' then 2 else 3 end, flag) as flags
    from mart.flag
    group by account_id
),

tiers as (
    select
        account_id,
        layer
    from mart.segment
    where scheme = 'value_tier'
),

accounts as (
    select
        account.account_id,
        account.account_name,
        account.owner,
        account.industry,
        coalesce(flagged.urgency, 4) as urgency,
        coalesce(flagged.flags, '') as flags,
        greatest(
            abs(coalesce(account.contribution_12m, account.revenue_12m, 0)),
            abs(coalesce(account.contribution_prev_12m, account.revenue_prev_12m, 0))
        ) as at_stake,
        tiers.layer as value_tier
    from mart.account as account
    left join flagged on account.account_id = flagged.account_id
    left join tiers on account.account_id = tiers.account_id
),

final as (
    select
        *,
        row_number() over in_order as place,
        count(*) over () as accounts,
        lag(account_id) over in_order as previous_id,
        lead(account_id) over in_order as next_id
    from accounts
    window in_order as (order by urgency, at_stake desc, account_id)
)

select
    account_id,
    account_name,
    owner,
    industry,
    place,
    accounts,
    previous_id,
    next_id,
    cast(urgency as bigint) as urgency,
    flags,
    cast(at_stake as double) as at_stake,
    value_tier
from final
order by account_id;
