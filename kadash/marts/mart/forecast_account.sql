-- mart.forecast_account: what accounts are expected to bring in the 182 days after the as-of date, by the forecaster in use.
-- one row is: an account that ever bought or is under contract
-- columns:
--   account_id
--   p_buys      P(at least one purchase within them); of the forecaster named in mart.forecast_total.chances_of
--   forecast    expected contribution, or revenue where no cost is known (mart.forecast_total says which)
--   low, high   its range: as wide as the misses of past origins, nine of ten lay inside
create or replace table mart.forecast_account (
    account_id varchar,
    p_buys double,
    forecast double,
    low double,
    high double
);
