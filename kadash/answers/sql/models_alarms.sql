-- purpose: how often alarms were right
-- one row is: a flag that warns; columns as in mart.forecast_alarm
select
    flag,
    raised,
    came_true,
    quiet,
    quiet_came_true,
    lead_days,
    lead_accounts
from mart.forecast_alarm
order by flag
