-- purpose: order lines joined to their heads: account, date, status and whatever a line leaves to its head
-- one row is an order line that is not rejected by itself
-- inputs: stage.order_line, stage.account_of_name, stage.head, stage.head_alone
create or replace table stage.headed_line as
with named as (
    select
        line.* exclude (account_id),
        coalesce(line.account_id, name.account_id, alone.account_id) as account_id
    from stage.order_line line
    left join stage.account_of_name name on line.account_id is null and name.account_name = line.account_name
    left join stage.head_alone alone on alone.order_id = line.order_id
)
select
    line.* exclude (order_date, status, owner, currency, hinted_currency, promised_date, delivered_date),
    coalesce(line.order_date, head.order_date) as order_date,
    coalesce(line.status, head.status) as status,
    coalesce(line.owner, head.owner) as owner,
    coalesce(line.currency, head.currency) as currency,
    coalesce(line.hinted_currency, head.hinted_currency) as hinted_currency,
    coalesce(line.promised_date, head.promised_date) as promised_date,
    coalesce(line.delivered_date, head.delivered_date) as delivered_date,
    head.freight as head_freight,
    coalesce(head.cancelled, false) as cancelled
from named line
left join stage.head head on head.order_id = line.order_id and head.account_id = line.account_id;

-- a line whose head is missing or unusable, and lines of cancelled orders
insert into stage.fate
select
    source_id,
    source_row,
    case when cancelled then 'set_aside' else 'rejected' end as verdict,
    case when cancelled then 'cancelled' else 'no_order_head' end as code,
    'order_id' as field,
    order_id as value,
    amount
from stage.headed_line
where cancelled or account_id is null or order_date is null;
