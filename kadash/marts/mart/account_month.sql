-- mart.account_month: revenue, margin, cost to serve and contribution; what most pages read.
-- one row is: an account and a month with orders or costs, from rows dated at or before as_of
-- reads: months (of sales_month.sql and, where there are any costs of cost_month.sql, months_with_costs.sql, else
--   months_without_costs.sql)
-- columns (money in the reporting currency, without tax):
--   account_id
--   month         first day of the month
--   orders        orders begun in the month (an order of several days counts on its first)
--   lines         order lines, returns included
--   quantity      sum of quantities
--   revenue       net revenue, returns taken off
--   list_value    list price x quantity, over lines that have a list price
--   discount      list_value less the revenue of those lines
--   cost          cost of goods; null where a line with an amount has no cost, or where no cost is known in the file so far
--   margin        revenue - cost; null where a line with an amount has no cost, or where no cost is known in the file so far
--   freight       freight we pay
--   commission    commission we pay
--   rebate        rebates we give
--   service_cost  service events: cost as exported, else hours x rate, else minutes of their kind x rate
--   financing     average open receivable x cost of capital x days / 365, to the day: each invoice from its date
--                 to the day it is paid in full
--   contribution  margin - freight - commission - rebate - service_cost - financing; null where margin is
--   purchases     days of the month with positive net revenue
-- Columns that are 0 in every row are left out of the last select, and follow from that (kadash.marts.one_value).
-- A month depends on nothing after its end: an invoice paid later is open to the end of the month.
create or replace table mart.account_month (
    account_id varchar,
    month date,
    orders bigint,
    lines bigint,
    quantity decimal(18, 4),
    revenue decimal(18, 4),
    list_value decimal(18, 4),
    discount decimal(18, 4),
    cost decimal(18, 4),
    margin decimal(18, 4),
    freight decimal(18, 4),
    commission decimal(18, 4),
    rebate decimal(18, 4),
    service_cost decimal(18, 4),
    financing decimal(18, 4),
    contribution decimal(18, 4),
    purchases bigint
);

insert into mart.account_month
with
contributed as (
    select
        *,
        margin - freight - commission - rebate - service_cost - financing as contribution
    from months
),

final as (
    select
        account_id,
        month,
        cast(orders as bigint) as orders,
        cast(lines as bigint) as lines,
        cast(quantity as decimal(18, 4)) as quantity,
        cast(revenue as decimal(18, 4)) as revenue,
        cast(list_value as decimal(18, 4)) as list_value,
        cast(discount as decimal(18, 4)) as discount,
        cast(cost as decimal(18, 4)) as cost,
        cast(margin as decimal(18, 4)) as margin,
        cast(freight as decimal(18, 4)) as freight,
        cast(commission as decimal(18, 4)) as commission,
        cast(rebate as decimal(18, 4)) as rebate,
        cast(service_cost as decimal(18, 4)) as service_cost,
        cast(financing as decimal(18, 4)) as financing,
        cast(contribution as decimal(18, 4)) as contribution,
        cast(purchases as bigint) as purchases
    from contributed
)

select
    account_id,
    month,
    orders,
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
    service_cost,
    financing,
    contribution,
    purchases
from final
order by account_id, month;

drop table cost_month;
