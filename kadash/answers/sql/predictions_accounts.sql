-- purpose: accounts in sight by revenue, a page of them, whose predictions are listed
-- one row is: an account; parameters: $most, $skipped (how many, how many before), whose accounts are seen (seen.sql)
select
    account_id,
    account_name
from mart.account
where seen(account)
order by revenue_12m desc nulls last, account_id
limit $most offset $skipped
