-- purpose: the same for a relation that has of an account only its account_id; stands wherever a question says seen_by_id(alias)
-- parameters: those of seen.sql
{alias}.account_id in (select in_sight.account_id from mart.account as in_sight where seen(in_sight))
