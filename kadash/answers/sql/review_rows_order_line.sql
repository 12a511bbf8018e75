-- purpose: the order lines behind an account's figures, each with the file and the row it came from
-- one row is: an order line, newest first; parameters: $account_id, $first_day, $last_day, $most
select
    line.order_date as day,
    line.order_id as number,
    coalesce(line.product_name, line.product_id) as what,
    cast(line.quantity as double) as quantity,
    cast(line.amount as double) as amount,
    cast(line.cost as double) as cost,
    source.file,
    source.sheet,
    line.source_row % 1000000000 as "row",
    count(*) over () as found
from core.order_line as line
left join meta.source as source on source.source_id = line.source_id
where line.account_id = $account_id and line.order_date between $first_day and $last_day
order by line.order_date desc, line.order_id, line.source_id, line.source_row
limit $most
