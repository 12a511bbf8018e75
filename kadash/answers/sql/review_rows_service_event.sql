-- purpose: the service events behind an account's figures, each with the file and the row it came from
-- one row is: an event, newest first; parameters: $account_id, $first_day, $last_day, $most
select
    event.event_date as day,
    event.event_id as number,
    event.kind,
    event.severity,
    event.subject as what,
    event.closed_date as closed,
    cast(event.cost as double) as cost,
    cast(event.hours as double) as hours,
    source.file,
    source.sheet,
    event.source_row % 1000000000 as "row",
    count(*) over () as found
from core.service_event as event
left join meta.source as source on source.source_id = event.source_id
where event.account_id = $account_id and event.event_date between $first_day and $last_day
order by event.event_date desc, event.event_id
limit $most
