-- purpose: products that are fees or discounts by their name or code
-- one row is: a product, those with the most lines first; parameters: $pattern (a regular expression, lower case)
-- D and M are what a shop system books discounts and manual entries under; such codes have no name there
with product as (
    select
        coalesce(product_id, product_name) as product,
        any_value(product_name) as name,
        count(*) as lines,
        sum(amount) as amount
    from core.order_line
    where product_id is not null or product_name is not null
    group by coalesce(product_id, product_name)
)
select
    case when lower(name) <> lower(product) then product || ' (' || name || ')' else product end as product,
    lines,
    amount
from product
where regexp_matches(lower(coalesce(name, '')), $pattern)
    or regexp_matches(lower(product), $pattern)
    or (name is null and product in ('D', 'M'))
order by lines desc, product
