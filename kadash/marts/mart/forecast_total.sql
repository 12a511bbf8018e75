-- mart.forecast_total: the forecast of the next 182 days for all accounts together, and how its forecaster was chosen.
-- one row is: the file
-- columns: money in the reporting currency
--   as_of, last_day    the forecast is of the days after as_of up to last_day
--   forecaster         the one in use
--   decided_by         race: lowest error over two origins or more; one_origin: the only one that history allows;
--                      too_short: no origin, so the default is used
--   chances_of         the forecaster whose P(buys) is used: the lowest Brier score over the same origins
--   value              what is forecast: contribution, or revenue where no cost is known
--   accounts
--   total, low, high   the range of nine of ten; wider where totals of past origins missed by more
--   is_rough           under 100 accounts: plus or minus 30 % at least
--   possible_from      the as-of date from which a first origin can be graded; null where one is
create or replace table mart.forecast_total (
    as_of date,
    last_day date,
    forecaster varchar,
    decided_by varchar,
    chances_of varchar,
    value varchar,
    accounts bigint,
    total double,
    low double,
    high double,
    is_rough boolean,
    possible_from date
);
