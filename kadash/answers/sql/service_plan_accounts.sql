-- purpose: every account with all its facts and its value, as the judge saw them: what signals of services ask of
-- one row is: an account; all facts are named in docs/relations.md, so that no signal lacks its column
select
    account.*,
    value.current_value,
    value.potential_value,
    value.lifetime_value,
    value.expected_contribution_12m,
    value.revenue_year,
    value.before_service_rate,
    value.service_cost_year,
    value.retention_12m,
    value.wallet_share
from mart.account as account
inner join mart.value as value using (account_id)
order by account_id
