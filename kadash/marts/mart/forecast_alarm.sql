-- mart.forecast_alarm: alarms replayed at past month-ends: raised on what was known then, right by what came in the six months after.
-- one row is: a flag that warns
-- reads: mart.account_history, alarm_asked (of the step of this name)
-- columns:
--   flag
--   raised            first alarms of an episode (not flagged at the month-end before) whose six months after are known and tell
--   came_true         of them, right (alarm_asked.sql says when)
--   quiet             account and month-end without the flag, for which the same can be asked
--   quiet_came_true   of them, those where the same came true without an alarm: the base rate
--   lead_days         median days from a first alarm to what it warns of: slipping: defected; margin_erosion: contribution_12m
--                     at half of what it was, or below 0; null for the others or where it never came
--   lead_accounts     first alarms with such an end
create or replace table mart.forecast_alarm as
with
ends as (
    select
        alarms.flag,
        alarms.account_id,
        alarms.month_end,
        date_diff('day', alarms.month_end, min(later.month_end)) as days
    from alarm_asked as alarms
    inner join mart.account_history as later on alarms.account_id = later.account_id and alarms.month_end < later.month_end
    where
        alarms.is_flagged
        and alarms.is_new
        and (
            (alarms.flag = 'slipping' and contains(later.flags, '"defected"'))
            or (
                alarms.flag = 'margin_erosion'
                and alarms.contribution_12m > 0
                and later.contribution_12m <= alarms.contribution_12m / 2
            )
        )
    group by alarms.flag, alarms.account_id, alarms.month_end
),

leads as (
    select
        flag,
        median(days) as lead_days,
        count(*) as lead_accounts
    from ends
    group by flag
),

counts as (
    select
        flag,
        count(*) filter (where is_flagged and is_new and is_asked) as raised,
        count(*) filter (where is_flagged and is_new and is_asked and is_true) as came_true,
        count(*) filter (where not is_flagged and is_asked) as quiet,
        count(*) filter (where not is_flagged and is_asked and is_true) as quiet_came_true
    from alarm_asked
    where is_known
    group by flag
),

final as (
    select
        counts.*,
        leads.lead_days,
        coalesce(leads.lead_accounts, 0) as lead_accounts
    from counts
    left join leads on counts.flag = leads.flag
)

select
    flag,
    raised,
    came_true,
    quiet,
    quiet_came_true,
    lead_days,
    lead_accounts
from final
order by flag;

drop view alarm_asked;

drop table alarm_moment;
