-- purpose: which accounts have lines, and which bought, of those with something in common
-- one row is: what accounts have in common ({common}), a category, a month and 64 accounts
-- columns: {common}, category, {day} (the first of the month), of_64, and with_lines and buyers: a bit for each of the 64
-- {common}: fields of accounts, each with a comma behind it; {joined}: what holds them; {all_categories}: true or false
with
masks as (
    select
        {common}
        placed.place >> 6 as of_64,
        bit_or(1::ubigint << cast(placed.place & 63 as ubigint)) as accounts
    from mart.account_place as placed
    inner join mart.account as a on placed.account_id = a.account_id
    {joined}
    group by all
)

select
    masks.* exclude (accounts),
    bits.category,
    bits.month as {day},
    bits.with_lines & masks.accounts as with_lines,
    bits.buyers & masks.accounts as buyers
from mart.buyer_bits as bits
inner join masks on bits.of_64 = masks.of_64
where bits.all_categories = {all_categories} and bits.with_lines & masks.accounts <> 0
