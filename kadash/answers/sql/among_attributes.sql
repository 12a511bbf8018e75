-- purpose: whose accounts are counted by what is said of them; a part of among.sql, among_by_group.sql and among_by_id.sql, {alias}
--   being what a question calls its accounts, or the rows that know these three of them
-- parameters: $owners, $regions, $industries (empty: any), within whose accounts are seen (seen.sql)
seen({alias})
and (len(cast($owners as varchar[])) = 0 or list_contains(cast($owners as varchar[]), {alias}.owner))
and (len(cast($regions as varchar[])) = 0 or list_contains(cast($regions as varchar[]), {alias}.region))
and (len(cast($industries as varchar[])) = 0 or list_contains(cast($industries as varchar[]), {alias}.industry))
