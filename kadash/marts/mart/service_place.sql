-- mart.service_place: a number for every service that is proposed to anybody, by which mart.service_option names it.
-- one row is: a service
-- reads: mart.proposal
-- columns:
--   service_id
--   place       from 0 on, by service_id
create or replace table mart.service_place as
select
    service_id,
    row_number() over (order by service_id) - 1 as place
from (select distinct service_id from mart.proposal)
order by service_id;
