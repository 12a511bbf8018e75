-- purpose: mended rows that a newer workbook has again, usable
-- one row is: such a row of a mended table; parameters: $source_id
select older.source_row
from stage.mending older
join stage.mending newer using (origin_id, origin_row)
where older.source_id = $source_id and newer.usable and newer.source_id > older.source_id
