-- purpose: the order lines that count: without a fate of their own, and not replaced by a newer file
-- one row is an order line
-- inputs: stage.rated_line, stage.fate, stage.superseded
create or replace view stage.kept_line as
select line.*
from stage.rated_line line
anti join stage.fate fate on fate.source_id = line.source_id and fate.source_row = line.source_row
anti join stage.superseded old on old.source_id = line.source_id and old.source_row = line.source_row;
