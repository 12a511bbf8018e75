-- purpose: the freight of an order's head, spread over its lines in proportion to their amounts, to the last cent
-- one row is an order line
-- inputs: stage.kept_line
create or replace view stage.freighted_line as
with running as (
    select
        *,
        sum(abs(amount)) over (partition by account_id, order_id) as whole,
        sum(abs(amount)) over (partition by account_id, order_id order by source_id, source_row) as reached,
        count(*) over (partition by account_id, order_id) as lines,
        row_number() over (partition by account_id, order_id order by source_id, source_row) as place
    from stage.kept_line
),
shares as (
    select
        * exclude (whole, reached, lines, place),
        case when whole > 0 then cast(reached as double) / cast(whole as double) else place / lines end as upto,
        case when whole > 0 then cast(reached - abs(amount) as double) / cast(whole as double) else (place - 1) / lines end as before
    from running
)
select
    * exclude (upto, before, freight),
    coalesce(
        freight,
        cast(round(cast(head_freight as double) * upto, 4) as decimal(18, 4))
            - cast(round(cast(head_freight as double) * before, 4) as decimal(18, 4))
    ) as freight
from shares;
