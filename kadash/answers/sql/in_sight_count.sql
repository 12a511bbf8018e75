-- purpose: how much of the company a scope opens
-- one row is: all accounts; parameters: whose accounts are seen (seen.sql)
-- columns: accounts, flagged (with a flag), all_accounts
select
    count(*) filter (where seen(account)) as accounts,
    count(*) filter (where seen(account) and account.account_id in (select flag.account_id from mart.flag as flag)) as flagged,
    count(*) as all_accounts
from mart.account as account
