-- purpose: order heads, ready to be joined to their lines
-- one row is an order of an account, from the newest file that has it
-- inputs: stage.order_header, stage.account_of_name
create or replace table stage.head as
with named as (
    select
        head.* exclude (account_id),
        coalesce(head.account_id, name.account_id) as account_id
    from stage.order_header head
    left join stage.account_of_name name on head.account_id is null and name.account_name = head.account_name
)
select
    order_id,
    account_id,
    order_date,
    status,
    cancelled,
    owner,
    coalesce(currency, hinted_currency) as currency,
    promised_date,
    delivered_date,
    freight,
    source_id,
    source_row
from named
qualify row_number() over (partition by order_id, account_id order by source_id desc, source_row desc) = 1;

-- heads whose order number belongs to one account only: these can give their account to a line without one
create or replace table stage.head_alone as
select
    order_id,
    min(account_id) as account_id
from stage.head
group by order_id
having count(*) = 1;
