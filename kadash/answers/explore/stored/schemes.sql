-- purpose: the schemes in which every account has a layer
-- one row is: a scheme
select scheme
from mart.segment
group by scheme
having count(*) = (select count(*) from mart.account)
