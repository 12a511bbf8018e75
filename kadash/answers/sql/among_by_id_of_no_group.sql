-- purpose: as among_by_id.sql where no group is asked for: a list of nobody, looked up for everybody, would cost a third of the question
-- parameters: $owners, $regions, $industries (empty: any), $groups (empty; were it not, nobody is found), within whose accounts are seen
(
    among_attributes({alias})
    and len(cast($groups as varchar[])) = 0
)
