-- purpose: each account as changes are seen on it; asked of `seen`, which changes_seen_now.sql or changes_seen_then.sql gives
-- one row is: an account; whose they are is asked by changes_seen.sql, of the changes found
-- parameters: $day (the day looked at), $overdue_days
-- columns (money in the reporting currency, of the 12 months W unless said; null where unknown):
--   account_id
--   flags            a number whose bit n - 1 says that it has flag n of FLAGS
--   contribution, revenue, revenue_before
--   stake            the larger of this and last year's contribution, without its sign; revenue where that is unknown
--   margin_rate      of W
--   melted           the most that margin rate, price against list or the basket of both years lost on last year, as a share
--   open_money       open invoices
--   over_limit       of it, what is above the credit limit
--   largest_order    of its whole life
--   burden           service cost above what it would be at last year's share of revenue
--   lost_category    what lost categories brought last year, at the account's contribution rate; null where there is
--                    none, or nobody can say
--   contract_in_force, contract_end
--   complaints, severe        open ones
--   overdue, overdue_since    invoices unpaid for more than $overdue_days past their day, and the oldest such day
--   own              a number that changes with any measured fact of the account's own
with
overdue as (
    select
        account_id,
        sum(amount) as overdue,
        min(due_date) as overdue_since
    from core.receivable
    where
        due_date < cast($day as date) - cast($overdue_days as integer)
        and invoice_date <= cast($day as date)
        and (paid_date is null or paid_date > cast($day as date))
    group by account_id
)

select
    account.account_id,
    coalesce(account.flag_bits, 0) as flags,
    cast(account.contribution_12m as double) as contribution,
    cast(account.revenue_12m as double) as revenue,
    cast(account.revenue_prev_12m as double) as revenue_before,
    cast(greatest(
        abs(coalesce(account.contribution_12m, account.revenue_12m, 0)),
        abs(coalesce(account.contribution_prev_12m, account.revenue_prev_12m, 0))
    ) as double) as stake,
    account.margin_rate_12m as margin_rate,
    greatest(
        account.margin_rate_prev_12m - account.margin_rate_12m,
        account.price_to_list_prev_12m - account.price_to_list_12m,
        account.basket_margin_lost
    ) as melted,
    cast(account.open_receivable as double) as open_money,
    cast(account.open_receivable - account.credit_limit as double) as over_limit,
    cast(account.largest_order as double) as largest_order,
    account.service_cost_12m::double
        - account.service_cost_prev_12m::double * account.revenue_12m / nullif(account.revenue_prev_12m, 0)
        as burden,
    account.lost_before * coalesce(greatest(account.contribution_12m / nullif(account.revenue_12m, 0), 0), 1) as lost_category,
    account.contract_in_force,
    account.contract_end,
    coalesce(account.complaints_open, 0) as complaints,
    coalesce(account.severe_open, 0) as severe,
    cast(coalesce(overdue.overdue, 0) as double) as overdue,
    overdue.overdue_since,
    hash(
        account.revenue, account.orders, account.last_order, account.revenue_12m, account.revenue_prev_12m, account.margin_12m,
        account.margin_prev_12m, account.list_value_12m, account.purchases, account.largest_order, account.invoices,
        account.open_receivable, account.overdue_veto_amount, account.events_12m, account.service_cost_12m,
        account.complaints_open, account.severe_open, account.quotes_12m, account.quotes_open, account.contract_in_force,
        account.contract_end, account.credit_limit, account.annual_wallet, account.declared_class, account.categories_12m
    ) as own
from seen as account
left join overdue on account.account_id = overdue.account_id
