-- purpose: the flags of every account: what services are proposed from
-- one row is: an account and a flag
select account_id, flag from mart.flag
