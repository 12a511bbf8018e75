-- purpose: what happened at an account that may have changed what it values, as far as exports know
-- one row is: an event; parameters: $account_id, $first_day, $last_day
-- columns: day, kind, what (text as exported, a category or a contract's kind), amount (money, null where none)
with
contracts as (
    select
        kind,
        cast(value as double) as amount,
        start_date,
        end_date
    from core.contract
    where account_id = $account_id
),

lost as (
    select
        quote_date,
        coalesce(competitor, category) as what,
        cast(amount as double) as amount
    from core.quote
    where account_id = $account_id and outcome = 'lost' and quote_date between $first_day and $last_day
    order by amount desc
    limit 3
),

category_months as (
    select
        category,
        cast(date_trunc('month', day) as date) as month,
        sum(amount) as revenue
    from mart.counted_line
    where account_id = $account_id and category is not null
    group by category, month
),

categories as (
    select
        category,
        min(month) filter (where revenue > 0) as first_month
    from category_months
    group by category
),

begun as (
    select min(first_month) as month from categories
)

select start_date as day, 'contract_start' as kind, kind as what, amount from contracts
union all
select end_date, 'contract_end', kind, amount from contracts
union all
select quote_date, 'quote_lost', what, amount from lost
union all
select first_month, 'category_new', category, null from categories, begun where first_month > begun.month + interval 6 month
union all
select event_date, case kind when 'complaint' then 'complaint' else 'joint_project' end, subject, null
from core.service_event
where account_id = $account_id and (kind = 'joint_project' or (kind = 'complaint' and severity = 'severe'))
