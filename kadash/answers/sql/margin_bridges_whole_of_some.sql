-- purpose: the bridge between two quarters over the accounts asked for
-- one row is: all of them; parameters: $now_first, $before_first (days), $owners, $regions, $industries, $groups (among.sql)
-- columns: left_out (accounts without complete costs, which are in no sum), and the sums of mart.margin_bridge
select
    count(*) filter (where lacks_cost) as left_out,
    coalesce(sum(columns(* exclude (quarter_first, before_first, account_id, lacks_cost))), 0)
from mart.margin_bridge
where quarter_first = $now_first
    and before_first = $before_first
    and account_id in (select account_id from mart.account as account where among(account))
