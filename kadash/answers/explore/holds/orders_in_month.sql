-- purpose: whether the lines of every order stand together and lie in one month, so that orders of months add up
-- one row is: the company
select in_month as holds from mart.order_turns
