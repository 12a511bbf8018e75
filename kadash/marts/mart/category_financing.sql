-- category_financing: the sums of categories with their share of the account-month's financing. A step of
-- account_category_month.sql, where any account has financing.
-- one row is: as in category_sums.sql
-- reads: category_sums (of the step of this name), mart.account_month
-- columns: as in category_sums.sql, and financing
with
financed as (
    select
        account_id,
        month,
        financing
    from mart.account_month
    where financing <> 0
),

shared as (
    select
        *,
        sum(greatest(revenue, 0)) over (partition by account_id, month) as revenue_to_share
    from category_sums
),

final as (
    select
        shared.*,
        cast(coalesce(
            greatest(cast(shared.revenue as double), 0)
            * (cast(financed.financing as double) / cast(nullif(shared.revenue_to_share, 0) as double)), 0
        ) as decimal(18, 4)) as financing
    from shared
    left join financed
        on shared.account_id = financed.account_id
        and shared.month = financed.month
)

select
    account_id,
    category,
    month,
    lines,
    quantity,
    revenue,
    list_value,
    discount,
    cost,
    margin,
    freight,
    commission,
    rebate,
    day_bits,
    financing
from final
