-- purpose: grades by layer
-- one row is: a forecaster, a scheme and a layer; columns as in mart.forecast_segment
select
    forecaster,
    scheme,
    layer,
    accounts,
    error,
    total_error,
    coverage,
    total_forecast,
    total_actual
from mart.forecast_segment
order by forecaster, scheme, layer
