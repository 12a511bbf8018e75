-- monthly_revenue: the months that growth is measured on, as of a day.
-- one row is: an account known of as of as_of and a month with revenue other than 0 from growth_start to window_end
-- reads: mart.account_month, visible_accounts.sql (the runner puts it before as a CTE)
-- parameters: as_of, growth_start (first day of the first month), window_end (last day of the last full month)
-- columns:
--   position  of the account in account_facts
--   month     0 for growth_start's, 1 for the next, ...
--   revenue
with
final as (
    select
        account.position,
        date_diff('month', $growth_start, months.month) as month,
        cast(months.revenue as double) as revenue
    from mart.account_month as months
    inner join visible_accounts as account
        on months.account_id = account.account_id
    where
        months.month between $growth_start and $window_end
        and months.revenue <> 0
)

select
    position,
    month,
    revenue
from final
