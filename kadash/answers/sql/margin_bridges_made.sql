-- purpose: whether the bridges between two quarters were made at the load: they are for the quarters of the year that the
--   company had then
-- one row is: found, or none; parameters: $now_first, $before_first (days)
select 1 as made
from mart.margin_bridge
where quarter_first = $now_first
    and before_first = $before_first
limit 1
