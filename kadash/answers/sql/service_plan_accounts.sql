-- purpose: what the service plan tells of accounts; one row is: an account, as they lie in the file
select
    account.account_id,
    placed.place,
    account.account_name,
    account.owner,
    account.region,
    segment.layer as buyer_type,
    account.p_alive,
    account.revenue_12m::double as revenue_12m,
    account.contribution_12m::double as contribution_12m,
    account.service_cost_12m::double as service_cost_12m
from mart.account as account
inner join mart.account_place as placed on account.account_id = placed.account_id
left join mart.segment as segment on account.account_id = segment.account_id and segment.scheme = 'buyer_type'
where seen(account)
order by account.account_id
