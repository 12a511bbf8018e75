-- account_lookup: what finds one account's rows without looking through those of all others.
-- one row is: no table of its own: an index on account_id for each table whose rows are as many as accounts
-- reads: mart.account, mart.value, mart.segment, mart.flag, mart.proposal, mart.review_place
-- Tables that grow with order lines have none: they are sorted by account, and an index would have to fit in memory.
create unique index account_lookup on mart.account (account_id);
create unique index value_lookup on mart.value (account_id);
create unique index review_place_lookup on mart.review_place (account_id);
create index segment_lookup on mart.segment (account_id);
create index flag_lookup on mart.flag (account_id);
create index proposal_lookup on mart.proposal (account_id);
