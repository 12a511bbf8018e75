-- purpose: whose accounts are counted; stands wherever a question says among(alias), {alias} being what it calls its accounts
-- parameters: $owners, $regions, $industries, $groups (empty: any), within whose accounts are seen (seen.sql)
(
    among_attributes({alias})
    and (
        len(cast($groups as varchar[])) = 0
        or list_contains(cast($groups as varchar[]), coalesce({alias}.parent_id, {alias}.account_id))
    )
)
