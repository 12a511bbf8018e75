-- purpose: as among.sql, for rows that know the group of their accounts (group_id)
-- parameters: $owners, $regions, $industries, $groups (empty: any), within whose accounts are seen (seen.sql)
(
    among_attributes({alias})
    and (len(cast($groups as varchar[])) = 0 or list_contains(cast($groups as varchar[]), {alias}.group_id))
)
