-- purpose: how many rows the bits of accounts come to once they are told apart by what accounts have in common, for each order line;
--   where lines are few, either way is cheap
-- one row is: the company
-- {common}: fields of accounts, each with a comma behind it; {joined}: what holds them; {all_categories}: true or false
with
kinds as (
    select distinct {common} 1 as one
    from mart.account as a
    {joined}
)

select
    (select count(*) from mart.buyer_bits where all_categories = {all_categories})
    * least(64, (select count(*) from kinds))
    / (select greatest(sum(lines), 2000000) from mart.portfolio_month) as pairs_a_line
