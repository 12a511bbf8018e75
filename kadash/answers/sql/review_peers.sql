-- purpose: what the accounts that an account is compared with buy, by category
-- one row is: a peer (or the account itself) and a category it bought in the last 12 months (null: nothing bought)
-- parameters: $account_id, $peer_minimum, $now_first, $now_last
-- Peers are accounts with revenue of the same industry and value tier, at least $peer_minimum of them; else all.
with
members as (
    select
        account.account_id,
        account.industry,
        segment.layer as peer_tier,
        account.revenue_12m
    from mart.account as account
    left join mart.segment as segment
        on account.account_id = segment.account_id
        and segment.scheme = 'value_tier'
),

self as (
    select
        industry,
        peer_tier
    from members
    where account_id = $account_id
),

close_by as (
    select members.account_id
    from members
    inner join self
        on members.industry = self.industry
        and members.peer_tier = self.peer_tier
    where members.revenue_12m > 0
        and members.account_id <> $account_id
),

peers as (
    select
        members.account_id,
        members.industry,
        members.peer_tier
    from members
    where members.account_id = $account_id
        or members.account_id in (select account_id from close_by)
        or (select count(*) from close_by) < $peer_minimum
),

bought as (
    select
        account_id,
        category,
        sum(revenue)::double as revenue_12m,
        case when count(*) filter (where margin is null) = 0 then sum(margin)::double end as margin_12m
    from mart.account_category_month
    where month between $now_first and $now_last
        and account_id in (select account_id from peers)
    group by account_id, category
)

select
    peers.account_id,
    peers.industry,
    peers.peer_tier,
    bought.category,
    bought.revenue_12m,
    bought.margin_12m
from peers
left join bought on peers.account_id = bought.account_id
order by peers.account_id, bought.category
