-- mart.forecast_grade: how good every forecaster was on the file's own past.
-- one row is: a forecaster and an origin (a past month-end whose next 182 days are known)
-- columns: money in the reporting currency, over the accounts graded
--   forecaster, origin
--   accounts          graded: had bought by then or were under contract, with a known value; an even sample of very many
--   of_accounts       how many there were before a sample was taken
--   error             mean absolute error / mean value that came
--   total_error       total forecast / total that came - 1
--   brier, brier_of_share   mean squared distance of P(buys) to what came; the same of the plain share given to all
--   top_capture       what the forecast's top tenth brought / what the real top tenth brought
--   coverage          share of accounts within their range, ranges made from earlier origins only
--   total_forecast, total_actual, total_low, total_high, total_held
create or replace table mart.forecast_grade (
    forecaster varchar,
    origin date,
    accounts bigint,
    of_accounts bigint,
    error double,
    total_error double,
    brier double,
    brier_of_share double,
    top_capture double,
    coverage double,
    total_forecast double,
    total_actual double,
    total_low double,
    total_high double,
    total_held boolean
);
