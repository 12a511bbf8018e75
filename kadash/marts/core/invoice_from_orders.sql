-- purpose: orders taken as invoices, where there are payments but no receivables
-- one row is an order (an account's day, where rows have no order number)
-- parameters: $default_terms_days
-- inputs: core.order_line, stage.account_terms
create or replace table stage.invoice as
with ordered as (
    select
        account_id,
        order_id,
        case when order_id is null then order_date end as own_day,
        min(order_date) as invoice_date,
        sum(amount) as amount,
        min(source_id) as source_id,
        min(source_row) as source_row
    from core.order_line
    group by account_id, order_id, own_day
)
select
    ordered.account_id,
    ordered.order_id as invoice_id,
    ordered.order_id,
    ordered.invoice_date,
    ordered.invoice_date + coalesce(terms.payment_terms_days, $default_terms_days) as due_date,
    cast(ordered.amount as decimal(18, 4)) as amount,
    cast(null as date) as paid_date,
    cast(null as decimal(18, 4)) as paid_amount,
    cast(null as varchar) as currency,
    true as made_from_orders,
    terms.payment_terms_days is null as terms_assumed,
    ordered.source_id,
    ordered.source_row
from ordered
left join stage.account_terms terms using (account_id)
where ordered.amount > 0;
