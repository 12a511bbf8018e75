-- purpose: rejected rows that were mended and count by now wait no more
-- inputs: stage.mending, stage.fate
update meta.rejected_row
set waits = false
where (source_id, "row") in (
    select (done.origin_id, done.origin_row)
    from stage.mending done
    where done.usable
        and not exists (
            select 1 from stage.fate fate where fate.source_id = done.source_id and fate.source_row = done.source_row)
);

-- nor do rows of a mended workbook, whose originals still wait
update meta.rejected_row
set waits = false
where (source_id, "row") in (select (source_id, source_row) from stage.mending);
