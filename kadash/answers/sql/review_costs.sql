-- purpose: what serving an account cost in the last 12 months and in the year before
-- one row is: the account (one row, also without any month)
-- parameters: $account_id, $before_first, $now_first, $now_last
with
months as (
    select
        month >= $now_first as is_now,
        freight,
        commission,
        rebate,
        service_cost,
        financing,
        margin
    from mart.account_month
    where account_id = $account_id
        and month between $before_first and $now_last
)

select
    coalesce(sum(freight) filter (where not is_now), 0)::double as freight_before,
    coalesce(sum(freight) filter (where is_now), 0)::double as freight_now,
    coalesce(sum(commission) filter (where not is_now), 0)::double as commission_before,
    coalesce(sum(commission) filter (where is_now), 0)::double as commission_now,
    coalesce(sum(rebate) filter (where not is_now), 0)::double as rebate_before,
    coalesce(sum(rebate) filter (where is_now), 0)::double as rebate_now,
    coalesce(sum(service_cost) filter (where not is_now), 0)::double as service_cost_before,
    coalesce(sum(service_cost) filter (where is_now), 0)::double as service_cost_now,
    coalesce(sum(financing) filter (where not is_now), 0)::double as financing_before,
    coalesce(sum(financing) filter (where is_now), 0)::double as financing_now
from months
