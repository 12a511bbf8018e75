-- purpose: every fact of an account now and a year ago
-- one row is: a day; parameters: $account_id, $month_end
-- columns: is_now, and those of mart.account
select
    true as is_now,
    *
from mart.account
where account_id = $account_id
union all by name
select
    false as is_now,
    * exclude (month_end, layers, flags)
from mart.account_history
where account_id = $account_id and month_end = $month_end
