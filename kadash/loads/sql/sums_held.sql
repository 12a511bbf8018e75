-- purpose: how near the sums of order lines come to what a sum can hold (decimal(18, 4): below 100 trillion)
-- one row is: all lines; each sum is of sizes, so that no sum of some lines is larger
-- columns: by field, the sum and the largest single size
select
    sum(abs(cast(amount as double))) as amount,
    sum(abs(cast(list_value as double))) as list_value,
    sum(abs(cast(cost as double))) as cost,
    sum(abs(cast(quantity as double))) as quantity,
    max(abs(amount)) as largest_amount,
    max(abs(list_value)) as largest_list_value,
    max(abs(cost)) as largest_cost,
    max(abs(quantity)) as largest_quantity
from core.order_line
