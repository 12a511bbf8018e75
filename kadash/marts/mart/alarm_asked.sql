-- alarm_asked: what is asked of each flag that warns at each past month-end, and what the six months after tell. A step of
-- alarm.sql and forecast_alarm.sql.
-- one row is: a flag, an account and a month-end. A view of alarm_moment, which has a bit a flag: six rows of texts for each
--   account and month-end would be gone through for the few that are flagged, and for counts
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
create or replace temp table alarm_moment as
with
history as (
    select
        account_id,
        month_end,
        cast(
            contains(flags, '"slipping"')::integer + contains(flags, '"defected"')::integer * 2
            + contains(flags, '"margin_erosion"')::integer * 4 + contains(flags, '"below_zero"')::integer * 8
            + contains(flags, '"late_payer"')::integer * 16 + contains(flags, '"service_burden"')::integer * 32 as utinyint
        ) as flags,
        purchases,
        lateness is not null as has_rhythm,
        invoices > 0 as has_invoices,
        mean_days_late,
        revenue_12m,
        revenue_prev_12m,
        margin_rate_12m is not null and margin_rate_prev_12m is not null as has_rates,
        margin_rate_prev_12m,
        contribution_12m,
        revenue,
        historical_margin,
        historical_contribution
    from mart.account_history
),

moments as (
    select
        account_id,
        month_end,
        flags,
        lag(flags) over earlier as flags_before,
        lead(month_end, 6) over earlier as half_year_later,
        purchases,
        lead(purchases, 6) over earlier as purchases_after,
        has_rhythm,
        has_invoices,
        lead(mean_days_late, 6) over earlier as days_late_after,
        revenue_12m,
        revenue_prev_12m,
        has_rates,
        margin_rate_prev_12m,
        contribution_12m,
        cast(lead(revenue, 6) over earlier - revenue as double) as revenue_after,
        cast(lead(historical_margin, 6) over earlier - historical_margin as double) as margin_after,
        cast(lead(historical_contribution, 6) over earlier - historical_contribution as double) as contribution_after
    from history
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
        moments.*,
        purchases_after = purchases as slipping_is_true,
        has_rhythm and (flags & 2) = 0 as slipping_is_asked,
        purchases > 0 as defected_is_asked,
        revenue_after <= 0 or margin_after / revenue_after < margin_rate_prev_12m - 0.01 as erosion_is_true,
        has_rates and (revenue_after <= 0 or margin_after is not null) as erosion_is_asked,
        contribution_after < 0 as below_zero_is_true,
        revenue_12m > 0 and contribution_12m is not null and contribution_after is not null as below_zero_is_asked,
        days_late_after > $late_days as late_is_true,
        coalesce(served.cost_after, 0) / revenue_after >= coalesce(served.cost_before, 0) / revenue_prev_12m + $burden_points
        as burden_is_true,
        revenue_prev_12m > 0 and revenue_after > 0 as burden_is_asked
    from moments
    left join served on moments.account_id = served.account_id and moments.month_end = served.month_end
),

final as (
    select
        account_id,
        month_end,
        contribution_12m,
        half_year_later is not null as is_known,
        cast(
            coalesce(slipping_is_true, false)::integer * 3 + coalesce(erosion_is_true, false)::integer * 4
            + coalesce(below_zero_is_true, false)::integer * 8 + coalesce(late_is_true, false)::integer * 16
            + coalesce(burden_is_true, false)::integer * 32 as utinyint
        ) as true_bits,
        cast(
            coalesce(slipping_is_asked, false)::integer + coalesce(defected_is_asked, false)::integer * 2
            + coalesce(erosion_is_asked, false)::integer * 4 + coalesce(below_zero_is_asked, false)::integer * 8
            + coalesce(has_invoices, false)::integer * 16 + coalesce(burden_is_asked, false)::integer * 32 as utinyint
        ) as asked_bits,
        flags as flagged_bits,
        case when month_end = first_month_end then 63 else coalesce(flags_before, 0) end as known_bits
    from asked
    cross join (select min(month_end) as first_month_end from mart.account_history)
)

select
    account_id,
    month_end,
    contribution_12m,
    is_known,
    true_bits,
    asked_bits,
    flagged_bits,
    cast(63 - known_bits as utinyint) as new_bits
from final;

create or replace temp view alarm_asked as
with
flags as (
    from (values
        ('slipping', 1), ('defected', 2), ('margin_erosion', 4), ('below_zero', 8), ('late_payer', 16), ('service_burden', 32)
    ) as named (flag, bit)
    where flag <> 'service_burden' or exists (select 1 from mart.account_month where service_cost <> 0)
)

select
    flag,
    account_id,
    month_end,
    contribution_12m,
    is_known,
    (true_bits & bit) > 0 as is_true,
    (asked_bits & bit) > 0 as is_asked,
    (flagged_bits & bit) > 0 as is_flagged,
    (new_bits & bit) > 0 as is_new
from alarm_moment
cross join flags;
