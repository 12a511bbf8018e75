-- purpose: every account's group: the account at the top of its chain of parents, itself where it has none
-- one row is: an account of the generation `whole`; a chain is followed ten steps far, so that a ring ends
create or replace temp table group_of as
with recursive up as (
    select
        account_id,
        account_id as group_id,
        0 as steps
    from whole.core.account
    union all
    select
        up.account_id,
        above.parent_id as group_id,
        up.steps + 1 as steps
    from up
    inner join whole.core.account as above on above.account_id = up.group_id
    where above.parent_id is not null and above.parent_id <> above.account_id and up.steps < 10
)
select
    account_id,
    arg_max(group_id, steps) as group_id
from up
group by account_id;

-- one row is: a group, or an account of none; what the account at the top does not say is taken from its members: who looks
-- after most of them, where most of them are; wallets and credit limits are sums, the relation is as old as its oldest
create table core.account as
select
    group_of.group_id as account_id,
    coalesce(any_value(member.account_name) filter (where member.account_id = group_of.group_id), group_of.group_id) as account_name,
    cast(null as varchar) as parent_id,
    coalesce(any_value(member.industry) filter (where member.account_id = group_of.group_id), mode(member.industry)) as industry,
    coalesce(any_value(member.region) filter (where member.account_id = group_of.group_id), mode(member.region)) as region,
    coalesce(any_value(member.owner) filter (where member.account_id = group_of.group_id), mode(member.owner)) as owner,
    min(member.created_date) as created_date,
    coalesce(
        any_value(member.declared_class) filter (where member.account_id = group_of.group_id), mode(member.declared_class)
    ) as declared_class,
    sum(member.annual_wallet) as annual_wallet,
    coalesce(
        any_value(member.payment_terms_days) filter (where member.account_id = group_of.group_id), max(member.payment_terms_days)
    ) as payment_terms_days,
    sum(member.credit_limit) as credit_limit,
    any_value(member.status) filter (where member.account_id = group_of.group_id) as status,
    any_value(member.note) filter (where member.account_id = group_of.group_id) as note,
    bool_or(member.listed) as listed
from group_of
inner join whole.core.account as member on member.account_id = group_of.account_id
group by group_of.group_id
order by account_id;

-- one row is: an order line of a group; an order number is the member's, so that two members' orders stay two
create table core.order_line as
select
    line.* replace (
        group_of.group_id as account_id,
        case when group_of.group_id = line.account_id then line.order_id else line.account_id || ' ' || line.order_id end as order_id
    )
from whole.core.order_line as line
inner join group_of on group_of.account_id = line.account_id
order by account_id, order_date, order_id;
