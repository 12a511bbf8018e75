-- purpose: order heads, where files have them apart from the lines
-- one row is an order of an account, cancelled ones included
-- inputs: stage.head
create or replace table core.order_header as
select
    order_id,
    account_id,
    order_date,
    status,
    owner,
    currency,
    promised_date,
    delivered_date,
    freight,
    source_id,
    source_row
from stage.head
order by account_id, order_date, order_id;
