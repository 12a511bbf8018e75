-- category_without_financing: the sums of categories where no account has financing. A step of account_category_month.sql, in
-- the place of category_financing.sql.
-- one row is: as in category_sums.sql
-- reads: category_sums (of the step of this name)
-- columns: as in category_sums.sql, and financing
select
    *,
    cast(0 as decimal(18, 4)) as financing
from category_sums
