-- mart.account_amount: what each account brought in W, by the two measures that accounts are ranked on.
-- one row is: a measure and an account with orders, where the measure is known of it
-- reads: mart.account
-- columns:
--   measure     contribution or revenue
--   account_id
--   amount      reporting currency
create or replace view mart.account_amount as
select
    measure,
    account_id,
    amount
from (
    select
        account_id,
        contribution_12m as contribution,
        revenue_12m as revenue
    from mart.account
    where first_order is not null
)
unpivot (amount for measure in (contribution, revenue));
