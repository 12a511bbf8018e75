-- purpose: the bridge between two quarters over all accounts, for a viewer who sees every account
-- one row is: all of them; parameters: $now_first, $before_first (days)
-- columns: left_out (accounts without complete costs, which are in no sum), and the sums of mart.margin_bridge
select
    count(*) filter (where lacks_cost) as left_out,
    coalesce(sum(columns(* exclude (quarter_first, before_first, account_id, lacks_cost))), 0)
from mart.margin_bridge
where quarter_first = $now_first
    and before_first = $before_first
