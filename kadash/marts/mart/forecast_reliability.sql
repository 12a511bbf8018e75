-- mart.forecast_reliability: of accounts told a chance to buy, how many did, over all origins.
-- one row is: a forecaster that tells chances, and a tenth of P(buys within 182 days) that has accounts
-- columns: forecaster, low, high (edges of the tenth), accounts, expected (mean chance), came_true (share that bought)
create or replace table mart.forecast_reliability (
    forecaster varchar,
    low double,
    high double,
    accounts bigint,
    expected double,
    came_true double
);
