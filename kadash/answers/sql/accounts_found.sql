-- purpose: who is asked for in the account list, and what they make together
-- one row is: one of the $most first accounts in the order asked for, with the totals of all that are asked for
-- parameters: $q (in its name or number, case aside; '' for all), $owners, $regions,
--   $industries, $groups, $flags (empty: any), $placed (each between bars, |scheme:layer|; in all of them), $sort, $most
-- columns: row_number (of mart.account_list), first ones first; all_accounts, all_revenue, all_contribution, all_flagged:
--   beyond $most too
-- Looked through twice, since totals need no names: to keep every row in between costs half as much again.
with
asked_for as not materialized (
    select
        rowid as row_number,
        account_id,
        revenue_12m,
        contribution_12m,
        flags <> '' as is_flagged,
        case $sort
            when 'revenue' then revenue_12m
            when 'fall' then revenue_prev_12m - revenue_12m
            when 'growth' then revenue_12m - revenue_prev_12m
            when 'loss' then -coalesce(contribution_12m, revenue_12m)
            when 'value' then coalesce(current_value, revenue_12m)
            when 'score' then key_score
            when 'silence' then days_since_order
            when 'late' then mean_days_late
            else coalesce(contribution_12m, revenue_12m)
        end::double as sort_value
    from mart.account_list
    where ($q = '' or contains(search, lower($q)))
        and among_by_id(account_list)
        and (len($flags::varchar[]) = 0 or list_has_any(string_split(flags, ','), $flags::varchar[]))
        and (len($placed::varchar[]) = 0 or list_bool_and([contains(layers, place) for place in $placed::varchar[]]))
),

totals as (
    select
        count(*) as all_accounts,
        sum(revenue_12m)::double as all_revenue,
        sum(contribution_12m)::double as all_contribution,
        count(*) filter (where is_flagged) as all_flagged
    from asked_for
),

first_ones as (
    select
        row_number,
        account_id,
        sort_value
    from asked_for
    order by sort_value desc nulls last, account_id
    limit $most
)

select
    first_ones.row_number,
    totals.all_accounts,
    totals.all_revenue,
    totals.all_contribution,
    totals.all_flagged
from first_ones
cross join totals
order by first_ones.sort_value desc nulls last, first_ones.account_id
