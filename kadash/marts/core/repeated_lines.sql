-- purpose: rows of one file that are one line, because line number and everything else is the same
-- one row is a second copy
-- inputs: stage.rated_line
insert into stage.fate
with numbered as (
    select
        source_id,
        source_row,
        amount,
        line_no,
        row_number() over (
            partition by source_id, account_id, order_id, line_no, order_date, product_id, quantity, unit_price, amount
            order by source_row
        ) as copy
    from stage.rated_line
    semi join (
        select source_id, account_id, order_id, line_no
        from stage.rated_line
        where line_no is not null and order_id is not null
        group by source_id, account_id, order_id, line_no
        having count(*) > 1
    ) again using (source_id, account_id, order_id, line_no)
)
select
    source_id,
    source_row,
    'set_aside' as verdict,
    'repeated_line' as code,
    'line_no' as field,
    line_no as value,
    amount
from numbered
where copy > 1;
