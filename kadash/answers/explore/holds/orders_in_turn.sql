-- purpose: whether the lines of every order stand together in core.order_line, so that an order begins once
-- one row is: the company
select in_turn as holds from mart.order_turns
