-- purpose: who of the buyers of a past day had been given a service by then, and who bought in the last half year
-- one row is: a service that was given and an account that had bought in the year before; parameters: $then (a day),
-- $last_half (the day half a year before the end)
with services as (
    select distinct service_id
    from core.service_delivery
    where start_date <= $then
),

given as (
    select distinct
        service_id,
        account_id
    from core.service_delivery
    where start_date <= $then
),

buyers as (
    select
        day.account_id,
        bool_or(day.day > $last_half) as kept
    from mart.account_day as day
    group by day.account_id
    having bool_or(day.day <= $then and day.day > $then - interval 12 month)
),

health as (
    select
        account_id,
        arg_max(p_alive, month_end) as health
    from mart.account_history
    where month_end <= $then
    group by account_id
),

final as (
    select
        services.service_id,
        buyers.account_id,
        given.account_id is not null as given,
        buyers.kept,
        health.health,
        segment.layer as buyer_type
    from services
    cross join buyers
    left join given
        on given.service_id = services.service_id and given.account_id = buyers.account_id
    left join health on health.account_id = buyers.account_id
    left join mart.segment as segment
        on segment.account_id = buyers.account_id and segment.scheme = 'buyer_type'
)

select
    service_id,
    account_id,
    given,
    kept,
    health,
    buyer_type
from final
order by service_id, account_id
