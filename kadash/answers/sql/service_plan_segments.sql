-- purpose: the layer of every account in every scheme; one row is: an account in a scheme
select
    account_id,
    scheme,
    layer
from mart.segment
