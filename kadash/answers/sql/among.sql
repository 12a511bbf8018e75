-- purpose: whose accounts are counted; stands wherever a question says among(alias), {alias} being what it calls its accounts
-- parameters: $owners, $regions, $industries, $groups (empty: any), within whose accounts are seen (seen.sql)
(
    seen({alias})
    and (len(cast($owners as varchar[])) = 0 or list_contains(cast($owners as varchar[]), {alias}.owner))
    and (len(cast($regions as varchar[])) = 0 or list_contains(cast($regions as varchar[]), {alias}.region))
    and (len(cast($industries as varchar[])) = 0 or list_contains(cast($industries as varchar[]), {alias}.industry))
    and (
        len(cast($groups as varchar[])) = 0
        or list_contains(cast($groups as varchar[]), coalesce({alias}.parent_id, {alias}.account_id))
    )
)
