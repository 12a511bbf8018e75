-- purpose: enter a table of a file with its account of rows
insert into meta.source values (
    $source_id, $sha256, $file, $sheet, $table_name, $encoding, $header_row, $read, $accepted, $rejected, $set_aside,
    $loaded_at, $loaded_by, $reading
)
