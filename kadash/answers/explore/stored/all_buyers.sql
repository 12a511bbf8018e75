-- purpose: which accounts have lines, and which bought, whatever is said of them
-- one row is: a category, a month and 64 accounts
-- columns: category, {day} (the first of the month), of_64, and with_lines and buyers: a bit for each of the 64
-- {all_categories}: true or false
select
    category,
    month as {day},
    of_64,
    with_lines,
    buyers
from mart.buyer_bits
where all_categories = {all_categories}
