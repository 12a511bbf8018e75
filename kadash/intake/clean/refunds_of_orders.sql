-- purpose: a refund of a whole order that stands again in each of its lines is taken off once, spread by their amounts
-- one row is a line with its share; inputs: stage.refunded_line (a file's order lines; whose: whom the order belongs to)
-- What is off up to a line, less what is off up to the one before: shares are rounded, and add up to the refund exactly.
-- Different refunds in the lines of one order are refunds of their own; where all amounts are nought the first line has it.
create or replace table stage.order_refund as
with placed as (
    select
        source_row,
        refund,
        abs(amount) as size,
        sum(abs(amount)) over whole_order as whole,
        sum(abs(amount)) over up_to_line as up_to,
        row_number() over up_to_line as place
    from stage.refunded_line
    where fault = 0 and refund <> 0
    window
        whole_order as (partition by whose, order_id, refund),
        up_to_line as (partition by whose, order_id, refund order by source_row rows unbounded preceding)
),
cut as (
    select
        source_row,
        refund,
        place,
        whole,
        cast(up_to as double) / cast(nullif(whole, 0) as double) as up_to_share,
        cast(up_to - size as double) / cast(nullif(whole, 0) as double) as before_share
    from placed
),
final as (
    select
        source_row,
        case
            when whole <> 0 then cast(refund * up_to_share as decimal(18, 4)) - cast(refund * before_share as decimal(18, 4))
            when place = 1 then refund
            else 0
        end as share
    from cut
)
select
    source_row,
    cast(share as decimal(18, 4)) as share
from final;
