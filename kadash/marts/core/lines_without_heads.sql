-- purpose: order lines with their account, where no file has order heads
-- one row is an accepted order line
-- inputs: stage.order_line, stage.account_of_name
create or replace view stage.headed_line as
select
    line.* exclude (account_id, currency, hinted_currency),
    coalesce(line.account_id, name.account_id) as account_id,
    line.currency,
    line.hinted_currency,
    cast(null as decimal(18, 4)) as head_freight,
    false as cancelled
from stage.order_line line
left join stage.account_of_name name on line.account_id is null and name.account_name = line.account_name;
