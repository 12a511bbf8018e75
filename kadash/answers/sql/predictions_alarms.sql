-- purpose: which alarms were raised of accounts, and whether each came true; as mart.forecast_alarm counts them, by account
-- one row is: a first alarm of an episode (not flagged at the month-end before)
-- parameters: $accounts (list of account_id), $late_days (of late_payer), $burden_points (of service_burden), whose accounts are
--   seen (seen_by_id.sql)
-- columns:
--   account_id, flag
--   said_on       the month-end
--   is_known      whether half a year has passed since
--   came_true     null where it is not known yet, or nothing tells
with
moments as (
    select
        account_id,
        month_end,
        flags,
        lag(flags) over earlier as flags_before,
        lag(month_end) over earlier as month_before,
        lead(month_end, 6) over earlier as half_year_later,
        purchases,
        lead(purchases, 6) over earlier as purchases_after,
        lateness,
        invoices,
        lead(mean_days_late, 6) over earlier as days_late_after,
        revenue_12m,
        revenue_prev_12m,
        margin_rate_12m,
        margin_rate_prev_12m,
        contribution_12m,
        cast(lead(revenue, 6) over earlier - revenue as double) as revenue_after,
        cast(lead(historical_margin, 6) over earlier - historical_margin as double) as margin_after,
        cast(lead(historical_contribution, 6) over earlier - historical_contribution as double) as contribution_after
    from mart.account_history as history
    where account_id in (select unnest(cast($accounts as varchar[]))) and seen_by_id(history)
    window earlier as (partition by account_id order by month_end)
),

first_month as (
    select min(month_end) as month_end
    from mart.account_history
),

raised as (
    select
        unnest(['slipping', 'defected', 'margin_erosion', 'below_zero', 'late_payer', 'service_burden']) as flag,
        moments.*
    from moments
    cross join first_month
    where moments.month_end > first_month.month_end
),

new_alarms as (
    select *
    from raised
    where contains(flags, '"' || flag || '"') and not coalesce(contains(flags_before, '"' || flag || '"'), false)
),

served as (
    select
        new_alarms.account_id,
        new_alarms.month_end,
        cast(sum(months.service_cost) filter (where months.month > new_alarms.month_end) as double) as cost_after,
        cast(sum(months.service_cost) filter (
            where months.month <= last_day(new_alarms.month_end - interval 12 months)) as double) as cost_before
    from new_alarms
    inner join mart.account_month as months
        on new_alarms.account_id = months.account_id
        and months.month <= new_alarms.half_year_later
        and months.month > last_day(new_alarms.month_end - interval 24 months)
    where new_alarms.flag = 'service_burden' and months.service_cost <> 0
    group by new_alarms.account_id, new_alarms.month_end
),

told as (
    select
        new_alarms.account_id,
        new_alarms.flag,
        new_alarms.month_end as said_on,
        new_alarms.half_year_later is not null as is_known,
        coalesce(case new_alarms.flag
            when 'slipping' then lateness is not null and not contains(flags, '"defected"')
            when 'defected' then purchases > 0
            when 'margin_erosion' then
                margin_rate_12m is not null and margin_rate_prev_12m is not null
                and (revenue_after <= 0 or margin_after is not null)
            when 'below_zero' then revenue_12m > 0 and contribution_12m is not null and contribution_after is not null
            when 'late_payer' then invoices > 0
            when 'service_burden' then revenue_prev_12m > 0 and revenue_after > 0
        end, false) as is_asked,
        coalesce(case new_alarms.flag
            when 'slipping' then purchases_after = purchases
            when 'defected' then purchases_after = purchases
            when 'margin_erosion' then revenue_after <= 0 or margin_after / revenue_after < margin_rate_prev_12m - 0.01
            when 'below_zero' then contribution_after < 0
            when 'late_payer' then days_late_after > $late_days
            when 'service_burden' then
                coalesce(served.cost_after, 0) / revenue_after
                >= coalesce(served.cost_before, 0) / revenue_prev_12m + $burden_points
        end, false) as is_true
    from new_alarms
    left join served
        on new_alarms.account_id = served.account_id and new_alarms.month_end = served.month_end
        and new_alarms.flag = 'service_burden'
),

final as (
    select
        account_id,
        flag,
        said_on,
        is_known,
        case when is_known and is_asked then is_true end as came_true
    from told
)

select
    account_id,
    flag,
    said_on,
    is_known,
    came_true
from final
order by said_on desc, account_id, flag
