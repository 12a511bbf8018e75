-- mart.forecast_segment: grades by the layer that accounts stood in at the origin, over all origins.
-- one row is: a forecaster (the one used, the default and the naive one), a scheme (value_tier, lifecycle) and a layer
-- columns: money in the reporting currency
--   forecaster, scheme, layer
--   accounts          graded, an account counted once an origin
--   error             mean absolute error / mean absolute value that came
--   total_error       total forecast / total that came - 1; null where that is not above 0
--   coverage          share of accounts within their range
--   total_forecast, total_actual
create or replace table mart.forecast_segment (
    forecaster varchar,
    scheme varchar,
    layer varchar,
    accounts bigint,
    error double,
    total_error double,
    coverage double,
    total_forecast double,
    total_actual double
);
