-- purpose: what all accounts are worth
-- one row is: an account; the columns of mart.value, as they lie in the file
select value.*
from mart.value as value
