-- purpose: where everything in the file came from
create schema meta;

-- one row is a table found in a file; read = accepted + rejected + set_aside; table_name null: not used
create table meta.source (
    source_id integer,
    sha256 varchar,
    file varchar,
    sheet varchar,
    table_name varchar,
    encoding varchar,
    header_row integer,
    read bigint,
    accepted bigint,
    rejected bigint,
    set_aside bigint,
    loaded_at timestamp,
    loaded_by varchar,
    reading varchar
);

-- one row is a load, the newest last; seconds: until the file was ready to publish; notes: JSON
create table meta.load (
    load_id integer,
    loaded_at timestamp,
    loaded_by varchar,
    as_of date,
    currency varchar,
    seconds double,
    notes varchar
);

-- one row is a row that could not be used; "row" as a spreadsheet program counts it, "column" as the file calls it; day
-- and amount as in the row (amount in its own currency), null where they are what could not be read; waits: to be
-- mended (false: it was mended and loaded again and counts now, or it stands for a row that waits)
create table meta.rejected_row (
    source_id integer,
    file varchar,
    sheet varchar,
    "row" bigint,
    "column" varchar,
    value varchar,
    code varchar,
    day date,
    amount decimal(18, 4),
    waits boolean default true
);

-- one row is a row that is no data or does not count: totals, repeated headers, cancelled lines; amount and day as in
-- the row
create table meta.set_aside_row (
    source_id integer,
    file varchar,
    sheet varchar,
    "row" bigint,
    code varchar,
    amount decimal(18, 4),
    day date
);

-- one row is a setting that the file was built with
create table meta.setting (
    key varchar,
    value varchar
);

-- one row is a row of a file that does not count: rejected and waiting to be mended, or set aside
create view meta.uncounted_row as
select 'rejected' as kind, source_id, "row", "column", value, code, day, amount
from meta.rejected_row
where waits
union all
select 'set_aside', source_id, "row", null, null, code, day, amount
from meta.set_aside_row;
