-- purpose: the services that are proposed to anybody, in the order of their places; one row is: a service
select service_id
from mart.service_place
order by place
