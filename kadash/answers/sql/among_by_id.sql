-- purpose: as among.sql, for rows that know of groups only by mart.account
-- parameters: $owners, $regions, $industries, $groups (empty: any), within whose accounts are seen (seen.sql)
-- Where no group is asked for, the list of their accounts is empty: a list of everybody would cost as much as the question.
(
    among_attributes({alias})
    and (
        len(cast($groups as varchar[])) = 0
        or {alias}.account_id in (
            select of_group.account_id
            from mart.account as of_group
            where
                seen(of_group)
                and list_contains(cast($groups as varchar[]), coalesce(of_group.parent_id, of_group.account_id))
        )
    )
)
