-- purpose: whose accounts a viewer sees who does not see all; stands wherever a question says seen(alias), {alias} being what it calls its
--   accounts (with owner and region); for who sees all it is true
-- parameters: $owners_seen, $regions_seen
coalesce(
    list_contains(cast($owners_seen as varchar[]), {alias}.owner)
    or list_contains(cast($regions_seen as varchar[]), {alias}.region),
    false
)
