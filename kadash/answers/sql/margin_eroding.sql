-- purpose: accounts whose margin melts, and what was measured
-- one row is: an account and a flag of the margin; parameters: $owners, $regions, $industries, $groups (among.sql)
-- columns: account_id, account_name, owner, flag (margin_erosion or service_burden), evidence (JSON), revenue_12m,
--   revenue_prev_12m, margin_rate_12m, margin_rate_prev_12m, contribution_12m, contribution_prev_12m
select
    account.account_id,
    account.account_name,
    account.owner,
    flag.flag,
    flag.evidence,
    cast(account.revenue_12m as double) as revenue_12m,
    cast(account.revenue_prev_12m as double) as revenue_prev_12m,
    account.margin_rate_12m,
    account.margin_rate_prev_12m,
    cast(account.contribution_12m as double) as contribution_12m,
    cast(account.contribution_prev_12m as double) as contribution_prev_12m
from mart.flag as flag
inner join mart.account as account using (account_id)
where
    flag.flag in ('margin_erosion', 'service_burden')
    and among(account)
order by account.revenue_12m desc, account.account_id, flag.flag
