-- purpose: the layer of accounts in every scheme, with what they bring in W
-- one row is: an account in a scheme
-- columns: layer, previous_layer (a year ago; null: not known then) with the scheme before them, since layers of two schemes
--   share codes; moved: whether they differ
select
    segment.account_id,
    segment.scheme,
    segment.scheme || '.' || segment.layer as layer,
    segment.scheme || '.' || segment.previous_layer as previous_layer,
    segment.layer <> segment.previous_layer as moved,
    account.revenue_12m,
    account.contribution_12m
from mart.segment as segment
inner join mart.account as account on segment.account_id = account.account_id
