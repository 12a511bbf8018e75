-- purpose: how good every forecaster was at every past origin
-- one row is: a forecaster and an origin, in the order of time; columns as in mart.forecast_grade
select
    forecaster,
    origin,
    accounts,
    of_accounts,
    error,
    total_error,
    brier,
    brier_of_share,
    top_capture,
    coverage,
    total_forecast,
    total_actual,
    total_low,
    total_high,
    total_held
from mart.forecast_grade
order by origin, forecaster
