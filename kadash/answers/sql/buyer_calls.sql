-- purpose: what was measured of accounts whose buyer type somebody called; parameters: $accounts (list of
--   account_id), whose accounts are seen (seen.sql)
-- one row is: an account; reason (JSON) holds the answers to each signal of buyer type
select
    segment.account_id,
    segment.reason
from mart.segment as segment
inner join mart.account as account on account.account_id = segment.account_id
where segment.scheme = 'buyer_type' and segment.account_id in (select unnest($accounts)) and seen(account)
order by segment.account_id
