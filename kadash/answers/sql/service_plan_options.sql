-- purpose: every way in which an account may be served that earns, as they lie in the file
-- one row is: an account and a service, or two of them
-- columns: account (its place), first, second (places of services; second -1 for one alone), gain, cost, hours_share
select
    account,
    first,
    coalesce(second, -1) as second,
    gain,
    cost,
    hours_share
from mart.service_option
