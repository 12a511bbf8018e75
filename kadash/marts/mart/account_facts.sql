-- account_facts: everything the judge knows of an account as of a day; nothing dated later is seen.
-- one row is: an account known of as of as_of, in the order of account_id
-- reads: mart.account_month, and the steps facts_*.sql and visible_accounts.sql: the runner puts each before it as a CTE of its name
-- parameters: those of the steps, and least_observed_days (a revenue rate is spread over at least so many days),
--   least_purchases (before an own rhythm is believed)
-- columns: W is the 12 full calendar months; `_12m` over W, `_prev_12m` over the 12 months before; money in the reporting
--   currency, as DOUBLE, as are days (that may be unknown); null where unknown
--   account_id ... credit_limit  as listed
--   first_order, last_order, first_purchase, last_purchase   a purchase is a day with positive net revenue
--   orders, purchases, revenue, largest_order   over all history
--   age_days         as_of - first purchase
--   recency_days     last purchase - first purchase
--   order_gap_days, gap_p80_days   median and 80th percentile of the days between purchases
--   days_since_order as_of - last purchase
--   lateness         days_since_order / gap_p80_days; null under least_purchases
--   regularity       1 - min(1, coefficient of variation of the gaps); from three purchases on
--   log_gap_sum      sum of ln(gap in days)
--   continuity       months with a purchase in W / 12; for a younger account / months since its first, at least 6
--   one_shot_share   largest order / revenue, over all history and (_12m) in W
--   margin, contribution and their rates   null where a line with an amount has no cost, or no cost is known in the file
--   before_service_rate  (contribution + service cost) / revenue, W
--   discount_rate    1 - revenue / list value, over lines with a list price
--   price_to_list    the same on a constant basket (facts_prices.sql)
--   revenue_year     revenue a year between first and last purchase, weighted towards the last; one purchase: revenue * 365 /
--                    max(365, age)
--   contract_ended_without_orders  none runs, one has ended, no order line since
--   the rest         as in the steps
with
first_cost as (
    select min(month) as month
    from mart.account_month
    where cost is not null
),

cost_known as (
    select coalesce(month <= $as_of, false) as so_far
    from first_cost
),

joined as (
    select
        account.*,
        days.* exclude (account_id),
        months.* exclude (account_id),
        prices.* exclude (account_id),
        invoices.* exclude (account_id),
        contracts.* exclude (account_id),
        events.* exclude (account_id),
        quotes.* exclude (account_id),
        categories.* exclude (account_id)
    from visible_accounts as account
    left join facts_days as days on account.account_id = days.account_id
    left join facts_months as months on account.account_id = months.account_id
    left join facts_prices as prices on account.account_id = prices.account_id
    left join facts_invoices as invoices on account.account_id = invoices.account_id
    left join facts_contracts as contracts on account.account_id = contracts.account_id
    left join facts_events as events on account.account_id = events.account_id
    left join facts_quotes as quotes on account.account_id = quotes.account_id
    left join facts_categories as categories on account.account_id = categories.account_id
),

-- unknown stays null, nothing stays nothing: an account without rows sold, paid and cost 0
known as (
    select
        joined.* replace (
            cast(coalesce(revenue, 0) as double) as revenue,
            cast(coalesce(revenue_12m, 0) as double) as revenue_12m,
            cast(coalesce(revenue_prev_12m, 0) as double) as revenue_prev_12m,
            cast(largest_order as double) as largest_order,
            cast(largest_order_12m as double) as largest_order_12m,
            cast(coalesce(service_cost_12m, 0) as double) as service_cost_12m,
            cast(list_value_12m as double) as list_value_12m,
            cast(list_value_prev_12m as double) as list_value_prev_12m,
            coalesce(purchases, 0) as purchases,
            case
                when so_far and coalesce(months_without_cost, 0) = 0 then coalesce(margin, 0)
            end as margin,
            case
                when so_far and coalesce(months_without_cost_12m, 0) = 0 then coalesce(margin_12m, 0)
            end as margin_12m,
            case
                when so_far and coalesce(months_without_cost_prev_12m, 0) = 0 then coalesce(margin_prev_12m, 0)
            end as margin_prev_12m
        )
    from joined
    cross join cost_known
),

earned as (
    select
        *,
        cast(margin - coalesce(costs_to_serve, 0) as double) as contribution,
        cast(margin_12m - coalesce(costs_to_serve_12m, 0) as double) as contribution_12m,
        cast(margin_prev_12m - coalesce(costs_to_serve_prev_12m, 0) as double) as contribution_prev_12m,
        date_diff('day', first_purchase, $as_of) as age_days,
        date_diff('day', first_purchase, last_purchase) as recency_days,
        date_diff('day', last_purchase, $as_of) as days_since_order,
        case when revenue > 0 then revenue end as positive_revenue,
        case when revenue_12m > 0 then revenue_12m end as positive_revenue_12m,
        case when revenue_prev_12m > 0 then revenue_prev_12m end as positive_revenue_prev_12m
    from known
),

final as (
    select
        *,
        least(12, greatest(6, date_diff('month', first_purchase, $window_end) + 1)) as months_to_be_active,
        $half_life_days / ln(2)
        * pow(2, -days_since_order / $half_life_days)
        * (1 - pow(2, -greatest(recency_days, $least_observed_days) / $half_life_days)) as observed_days_weighted
    from earned
)

select
    account_id,
    account_name,
    parent_id,
    industry,
    region,
    owner,
    created_date,
    declared_class,
    cast(annual_wallet as double) as annual_wallet,
    cast(payment_terms_days as double) as payment_terms_days,
    cast(credit_limit as double) as credit_limit,
    first_order,
    last_order,
    coalesce(orders, 0) as orders,
    revenue,
    largest_order,
    first_purchase,
    last_purchase,
    purchases,
    cast(age_days as double) as age_days,
    cast(recency_days as double) as recency_days,
    gap_quantiles[1] as order_gap_days,
    gap_quantiles[2] as gap_p80_days,
    cast(days_since_order as double) as days_since_order,
    case when purchases >= $least_purchases then days_since_order / gap_quantiles[2] end as lateness,
    case when gap_sd_days is not null then 1 - least(1, gap_sd_days / gap_mean_days) end as regularity,
    log_gap_sum,
    revenue_12m,
    revenue_prev_12m,
    cast(coalesce(orders_12m, 0) as bigint) as orders_12m,
    cast(coalesce(purchases_12m, 0) as bigint) as purchases_12m,
    cast(coalesce(purchases_prev_12m, 0) as bigint) as purchases_prev_12m,
    coalesce(months_active_12m, 0) as months_active_12m,
    case when purchases > 0 then coalesce(months_active_12m, 0) / months_to_be_active end as continuity,
    largest_order_12m,
    largest_order / positive_revenue as one_shot_share,
    largest_order_12m / positive_revenue_12m as one_shot_share_12m,
    cast(margin_12m as double) as margin_12m,
    cast(margin_prev_12m as double) as margin_prev_12m,
    service_cost_12m,
    cast(coalesce(freight_12m, 0) as double) as freight_12m,
    cast(coalesce(commission_12m, 0) as double) as commission_12m,
    cast(coalesce(rebate_12m, 0) as double) as rebate_12m,
    cast(coalesce(financing_12m, 0) as double) as financing_12m,
    contribution_12m,
    contribution_prev_12m,
    cast(margin_12m as double) / positive_revenue_12m as margin_rate_12m,
    cast(margin_prev_12m as double) / positive_revenue_prev_12m as margin_rate_prev_12m,
    contribution_12m / positive_revenue_12m as contribution_rate_12m,
    (contribution_12m + service_cost_12m) / positive_revenue_12m as before_service_rate,
    coalesce(list_value_12m, 0) as list_value_12m,
    case when list_value_12m > 0 then cast(discount_12m as double) / list_value_12m end as discount_rate_12m,
    case
        when list_value_prev_12m > 0 then cast(discount_prev_12m as double) / list_value_prev_12m
    end as discount_rate_prev_12m,
    price_to_list_12m,
    price_to_list_prev_12m,
    case
        when purchases = 1 then greatest(0, revenue) * 365 / greatest(365, age_days)
        when purchases > 1 then round(greatest(0, revenue_days_weighted / observed_days_weighted) * 365, 6)
        else 0
    end as revenue_year,
    contribution as historical_contribution,
    cast(margin as double) as historical_margin,
    coalesce(invoices, 0) as invoices,
    mean_days_late,
    on_time_rate,
    cast(coalesce(open_receivable, 0) as double) as open_receivable,
    cast(coalesce(overdue_veto_amount, 0) as double) as overdue_veto_amount,
    coalesce(contract_in_force, false) as contract_in_force,
    contract_end,
    coalesce(not contract_in_force and coalesce(last_order <= last_ended, true), false) as contract_ended_without_orders,
    coalesce(events_12m, 0) as events_12m,
    coalesce(complaints_open, 0) as complaints_open,
    coalesce(severe_open, 0) as severe_open,
    coalesce(categories_12m, 0) as categories_12m,
    coalesce(advice_events_12m, 0) as advice_events_12m,
    coalesce(joint_projects, 0) as joint_projects,
    coalesce(quotes_12m, 0) as quotes_12m,
    coalesce(quotes_open, 0) as quotes_open
from final
order by account_id
