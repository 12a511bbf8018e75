-- purpose: as among.sql, for rows that know of groups only by mart.account
-- parameters: $owners, $regions, $industries, $groups (empty: any), within whose accounts are seen (seen.sql)
(
    among_attributes({alias})
    and (
        len(cast($groups as varchar[])) = 0
        or {alias}.account_id in (select of_group.account_id from mart.account as of_group where among(of_group))
    )
)
