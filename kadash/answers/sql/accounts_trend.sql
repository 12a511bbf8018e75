-- purpose: revenue of accounts by month, for the marks beside their names
-- one row is: an account and a month with revenue; parameters: $account_ids, $first_month, $last_month (their first days)
select
    account_id,
    date_diff('month', $first_month::date, month) as position,
    revenue::double as revenue
from mart.account_month
where account_id in (select unnest($account_ids::varchar[]))
    and month between $first_month and $last_month
    and revenue <> 0
