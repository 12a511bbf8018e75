-- purpose: the forecast in use for all accounts together, and how it was chosen
-- one row is: the file; columns as in mart.forecast_total
select
    as_of,
    last_day,
    forecaster,
    decided_by,
    chances_of,
    value,
    accounts,
    total,
    low,
    high,
    is_rough,
    possible_from
from mart.forecast_total
