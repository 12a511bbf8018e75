-- mart.alarm: alarms of accounts at past month-ends, and whether each came true.
-- one row is: a first alarm of an episode (not flagged at the month-end before) of an account
-- reads: alarm_asked (of the step of this name)
-- columns:
--   account_id, flag, month_end
--   is_known      whether the six months after have passed
--   came_true     whether what it warns of came in them (alarm_asked.sql says what that is); null where it is not known yet,
--                 or nothing tells
create or replace table mart.alarm as
select
    account_id,
    flag,
    month_end,
    is_known,
    case when is_known and is_asked then is_true end as came_true
from alarm_asked
where is_flagged and is_new
order by account_id, month_end, flag;
