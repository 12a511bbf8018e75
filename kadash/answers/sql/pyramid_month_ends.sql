-- purpose: the past days that layers are known of
-- one row is: a month-end, the last one first; columns: month_end
select distinct month_end
from mart.account_history
order by month_end desc
