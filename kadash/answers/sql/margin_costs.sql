-- purpose: what serving accounts cost in two quarters, and who they are
-- one row is: an account with orders or costs in either quarter
-- parameters: $before_first, $before_last, $now_first, $now_last (days), $owners, $regions, $industries, $groups (among.sql)
-- columns: account_id, account_name, owner, region, industry, and each with _before and _now: freight, commission, rebate,
--   service_cost, financing
with months as (
    select
        *,
        month >= $now_first as is_now
    from mart.account_month
    where month between $before_first and $before_last or month between $now_first and $now_last
)
select
    account.account_id,
    min(account.account_name) as account_name,
    min(account.owner) as owner,
    min(account.region) as region,
    min(account.industry) as industry,
    cast(coalesce(sum(freight) filter (where not is_now), 0) as double) as freight_before,
    cast(coalesce(sum(freight) filter (where is_now), 0) as double) as freight_now,
    cast(coalesce(sum(commission) filter (where not is_now), 0) as double) as commission_before,
    cast(coalesce(sum(commission) filter (where is_now), 0) as double) as commission_now,
    cast(coalesce(sum(rebate) filter (where not is_now), 0) as double) as rebate_before,
    cast(coalesce(sum(rebate) filter (where is_now), 0) as double) as rebate_now,
    cast(coalesce(sum(service_cost) filter (where not is_now), 0) as double) as service_cost_before,
    cast(coalesce(sum(service_cost) filter (where is_now), 0) as double) as service_cost_now,
    cast(coalesce(sum(financing) filter (where not is_now), 0) as double) as financing_before,
    cast(coalesce(sum(financing) filter (where is_now), 0) as double) as financing_now
from months
inner join mart.account as account using (account_id)
where among(account)
group by account.account_id
order by account.account_id
