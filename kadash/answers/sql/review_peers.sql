-- purpose: what the accounts that an account is compared with buy, by category
-- one row is: a category and a group: accounts of its industry and tier, or (industry null) all; parameters: $account_id
select
    peers.industry,
    peers.category,
    peers.accounts,
    peers.buyers,
    peers.revenue,
    peers.all_revenue,
    peers.median_share,
    peers.margin_rate
from mart.review_place as account
inner join mart.peer_category as peers
    on peers.industry is null
    or (account.industry = peers.industry and account.value_tier = peers.value_tier)
where account.account_id = $account_id
