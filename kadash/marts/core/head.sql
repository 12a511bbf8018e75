-- purpose: order heads, ready to be joined to their lines
-- one row is an order of an account, from the newest file that has it
-- inputs: stage.order_header
create or replace table stage.head as
select
    order_id,
    account_id,
    order_date,
    status,
    cancelled,
    owner,
    currency,
    hinted_currency,
    promised_date,
    delivered_date,
    freight,
    source_id,
    source_row
from named('stage.order_header')
qualify row_number() over (partition by order_id, account_id order by source_id desc, source_row desc) = 1;

-- heads whose order number belongs to one account only: these can give their account to a line without one
create or replace table stage.head_alone as
select
    order_id,
    min(account_id) as account_id
from stage.head
group by order_id
having count(*) = 1;
