-- purpose: the layers of every account: what services are proposed from
-- one row is: an account and a scheme
select account_id, scheme, layer from mart.segment
