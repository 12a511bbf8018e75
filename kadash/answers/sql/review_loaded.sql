-- purpose: which tables beside orders have been loaded at all: what is missing is said, not shown as nought
-- one row is: a table that has rows
select 'service_event' as name from (select 1 from core.service_event limit 1)
union all
select 'quote' from (select 1 from core.quote limit 1)
union all
select 'contract' from (select 1 from core.contract limit 1)
union all
select 'receivable' from (select 1 from core.receivable limit 1)
union all
select 'survey_response' from (select 1 from core.survey_response limit 1)
union all
select 'service_delivery' from (select 1 from core.service_delivery limit 1)
