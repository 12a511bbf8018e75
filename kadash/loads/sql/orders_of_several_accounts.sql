-- purpose: order numbers that stand under several accounts
-- one row is: one of the first such numbers, with the first of its accounts, and how many such numbers there are
-- parameters: $most (numbers, and accounts of each)
-- Hashes of number and account first: of ten million lines they take half of what the texts take. What is left is few
-- lines, which are compared as text, so that two numbers of one hash are not taken for one.
with suspect as (
    select hash(order_id) as number
    from core.order_line
    where order_id is not null
    group by hash(order_id)
    having min(hash(account_id)) < max(hash(account_id))
),
shared as materialized (
    select order_id
    from core.order_line
    where order_id is not null and hash(order_id) in (select number from suspect)
    group by order_id
    having min(account_id) < max(account_id)
),
shown as (
    select order_id
    from shared
    order by order_id
    limit $most
),
their_account as (
    select distinct
        order_id,
        account_id
    from core.order_line
    semi join shown using (order_id)
)
select
    order_id,
    array_to_string(list_sort(list(account_id))[:$most], ', ') || case when count(*) > $most then ', …' else '' end as accounts,
    (select count(*) from shared) as numbers
from their_account
group by order_id
order by order_id
