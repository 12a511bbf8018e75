-- purpose: order lines that a newer file has again
-- one row is a replaced line
-- inputs: stage.rated_line
-- By line number where both files have one, else the whole order; rows without an order number only where they are alike
-- to the letter (the second copy within one file is a second row, and pairs with the second copy of the other file).
insert into stage.superseded
with line as (
    select
        source_id,
        source_row,
        account_id,
        order_id,
        line_no
    from stage.rated_line
    where order_id is not null
),
in_several_files as (
    select
        account_id,
        order_id
    from line
    group by account_id, order_id
    having min(source_id) < max(source_id)
),
ranked as (
    select
        line.source_id,
        line.source_row,
        line.line_no,
        max(line.source_id) over (partition by account_id, order_id) as newest,
        max(case when line.line_no is null then line.source_id end) over (partition by account_id, order_id) as newest_whole,
        max(line.source_id) over (partition by account_id, order_id, line.line_no) as newest_line
    from line
    join in_several_files using (account_id, order_id)
)
select
    source_id,
    source_row
from ranked
where source_id < newest_line
    or source_id < newest_whole
    or (line_no is null and source_id < newest);

insert into stage.superseded
with line as (
    select
        *,
        row_number() over (
            partition by source_id, account_id, order_date, product_id, product_name, quantity, unit_price, amount
        ) as copy
    from stage.rated_line
    where order_id is null
)
select
    source_id,
    source_row
from line
qualify source_id < max(source_id) over (
    partition by account_id, order_date, product_id, product_name, quantity, unit_price, amount, copy);
