-- purpose: accounts that got an owner by their region
-- one row is: their number
select count(distinct account) as accounts
from stage.owner_filled
