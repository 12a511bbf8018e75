-- mart.layer_sums: what order lines come to by the layers of their accounts, for questions about everybody.
-- one row is: a scheme, a layer (as it is now), a category and a month, from lines dated at or before as_of
-- reads: mart.counted_line, mart.account_list
-- columns: scheme, layer, category, month, and lines, amount, amount_with_list, list_value, cost as in product_sums.sql
-- One pass over the lines: they are summed by the combination of layers an account has, of which there are few.
create or replace table mart.layer_sums as
with
numbered as (
    select
        account_id,
        layers,
        dense_rank() over (order by layers) as combination_number
    from mart.account_list
),

combinations as (
    select distinct combination_number, layers from numbered
),

summed as (
    select
        numbered.combination_number,
        line.category,
        cast(date_trunc('month', line.day) as date) as month,
        count(*) as lines,
        sum(line.amount) as amount,
        sum(line.amount) filter (where line.list_value is not null) as amount_with_list,
        sum(line.list_value) as list_value,
        sum(line.cost) as cost
    from mart.counted_line as line
    inner join numbered on line.account_id = numbered.account_id
    group by numbered.combination_number, line.category, month
),

scheme_layers as (
    select
        combination_number,
        unnest(string_split(trim(layers, '|'), '|')) as scheme_layer
    from combinations
),

final as (
    select
        split_part(scheme_layers.scheme_layer, ':', 1) as scheme,
        split_part(scheme_layers.scheme_layer, ':', 2) as layer,
        summed.category,
        summed.month,
        cast(sum(summed.lines) as bigint) as lines,
        sum(summed.amount) as amount,
        sum(summed.amount_with_list) as amount_with_list,
        sum(summed.list_value) as list_value,
        sum(summed.cost) as cost
    from summed
    inner join scheme_layers using (combination_number)
    group by scheme, layer, summed.category, summed.month
)

select
    scheme,
    layer,
    category,
    month,
    lines,
    amount,
    amount_with_list,
    list_value,
    cost
from final
order by scheme, layer, category, month;
