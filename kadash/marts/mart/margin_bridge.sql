-- mart.margin_bridge: from one quarter's contribution to the next for every account, so that pages need not ask the lines.
-- one row is: an account that bought or cost anything in a quarter or in the one that it is set against; made for the last
--   full quarters of the company's year, each against the one before and the same of the year before
-- reads: account_product_sum (kadash/marts/facts), mart.account_month; made by kadash/loads/bridges.py
-- columns:
--   quarter_first, before_first  the first days of the quarter and of the one it is set against
--   account_id
--   lacks_cost     true where a line with an amount has no cost and other lines do: the rest is null
--   eroded         what price, cost of goods and cost to serve took together
--   before, now    contribution of each quarter; revenue where no cost is known
--   the rest       causes, in money; before + their sum = now
create table if not exists mart.margin_bridge (
    quarter_first date,
    before_first date,
    account_id varchar,
    lacks_cost boolean,
    eroded double,
    before double,
    now double,
    list_price double,
    discount double,
    price double,
    cost double,
    volume double,
    mix double,
    volume_and_mix double,
    new_products double,
    dropped_products double,
    returns double,
    without_quantity double,
    freight double,
    commission double,
    rebate double,
    service_cost double,
    financing double
);
