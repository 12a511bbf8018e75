-- purpose: everything that decides on scores and key accounts, of all accounts: they are ranked among each other
-- one row is: an account, in the order of account_id; the columns of mart.account and of mart.value (where both have one, that of the value), and
--   key_account (its layer in the scheme key_account), is_seen (whether the viewer may see it); parameters: whose accounts are seen (seen.sql)
select
    account.* exclude (p_alive, p_buys_12m, revenue_year, before_service_rate),
    value.* exclude (account_id),
    segment.layer as key_account,
    seen(account) as is_seen
from mart.account as account
left join mart.value as value using (account_id)
left join mart.segment as segment on segment.account_id = account.account_id and segment.scheme = 'key_account'
order by account.account_id
