-- alarm_asked: what is asked of each flag that warns at each past month-end, and what the six months after tell. A step of
-- alarm.sql and forecast_alarm.sql.
-- one row is: a flag, an account and a month-end
-- parameters: late_days (of late_payer), burden_points (of service_burden)
-- reads: mart.account_history, mart.account_month
-- columns:
--   is_known      the six months after have passed
--   is_asked      there is something to ask: what the flag warns of had not come, and what tells of it is known
--   is_true       it came true: slipping, defected: no purchase in the six months; margin_erosion: margin rate of the six
--                 months not back to within a point of the year before (or nothing bought); below_zero: contribution of the
--                 six months below 0; late_payer: on average still over late_days; service_burden: service cost a unit of
--                 revenue in the six months still burden_points above the year before
--   is_flagged    the account is flagged
--   is_new        it was not at the month-end before; at the first month-end of history nobody is known to be new
create or replace temp table alarm_asked as
with
moments as (
    select
        account_id,
        month_end,
        flags,
        lag(flags) over earlier as flags_before,
        month_end > min(month_end) over () as has_month_before,
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
    from mart.account_history
    window earlier as (partition by account_id order by month_end)
),

service_month as (
    select
        account_id,
        month,
        service_cost
    from mart.account_month
    where service_cost <> 0
),

served as (
    select
        moments.account_id,
        moments.month_end,
        cast(sum(service_month.service_cost) filter (where service_month.month > moments.month_end) as double) as cost_after,
        cast(sum(service_month.service_cost) filter (
            where service_month.month <= last_day(moments.month_end - interval 12 months)) as double) as cost_before
    from moments
    inner join service_month
        on moments.account_id = service_month.account_id
        and service_month.month <= moments.half_year_later
        and service_month.month > last_day(moments.month_end - interval 24 months)
    group by moments.account_id, moments.month_end
),

asked as (
    select
        'slipping' as flag,
        *,
        purchases_after = purchases as is_true,
        lateness is not null and not contains(flags, '"defected"') as is_asked
    from moments
    union all
    select
        'defected',
        *,
        purchases_after = purchases,
        purchases > 0
    from moments
    union all
    select
        'margin_erosion',
        *,
        revenue_after <= 0 or margin_after / revenue_after < margin_rate_prev_12m - 0.01,
        margin_rate_12m is not null and margin_rate_prev_12m is not null and (revenue_after <= 0 or margin_after is not null)
    from moments
    union all
    select
        'below_zero',
        *,
        contribution_after < 0,
        revenue_12m > 0 and contribution_12m is not null and contribution_after is not null
    from moments
    union all
    select
        'late_payer',
        *,
        coalesce(days_late_after > $late_days, false),
        invoices > 0
    from moments
    union all
    select
        'service_burden',
        moments.*,
        coalesce(served.cost_after, 0) / moments.revenue_after
        >= coalesce(served.cost_before, 0) / moments.revenue_prev_12m + $burden_points,
        moments.revenue_prev_12m > 0 and moments.revenue_after > 0
    from moments
    left join served on moments.account_id = served.account_id and moments.month_end = served.month_end
    where exists (select 1 from service_month)
),

final as (
    select
        flag,
        account_id,
        month_end,
        contribution_12m,
        half_year_later is not null as is_known,
        coalesce(is_true, false) as is_true,
        coalesce(is_asked, false) as is_asked,
        contains(flags, '"' || flag || '"') as is_flagged,
        has_month_before and not coalesce(contains(flags_before, '"' || flag || '"'), false) as is_new
    from asked
)

select
    flag,
    account_id,
    month_end,
    contribution_12m,
    is_known,
    is_true,
    is_asked,
    is_flagged,
    is_new
from final;
