-- purpose: chances told against what came true
-- one row is: a forecaster that tells chances, and a tenth of them; columns as in mart.forecast_reliability
select
    forecaster,
    low,
    high,
    accounts,
    expected,
    came_true
from mart.forecast_reliability
order by forecaster, low
