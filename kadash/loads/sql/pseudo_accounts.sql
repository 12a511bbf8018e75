-- purpose: accounts whose code or name says that they are no customers
-- one row is: an account, those with the most lines first; parameters: $pattern (a regular expression, lower case)
select
    account.account_id,
    account.account_name,
    count(line.account_id) as lines,
    coalesce(sum(line.amount), 0) as amount
from core.account account
left join core.order_line line using (account_id)
where regexp_matches(lower(account.account_name), $pattern) or regexp_matches(lower(account.account_id), $pattern)
group by account.account_id, account.account_name
order by lines desc, account.account_id
