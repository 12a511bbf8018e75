"""A Parquet file to a text table in Parquet; runs in the child process only."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from kadash.errors import KadashError
from kadash.intake.read.header_row import clean_names
from kadash.intake.read.normalised import SpreadSample
from kadash.intake.text_table import TextTable, positional_names

_MOST_CELLS = 2_000_000_000
_BATCH_ROWS = 65_536
_REFUSED_CODEC = "BROTLI"
_SAMPLE_EVERY = 97


def read_parquet(path: Path, scratch: Path, label: str) -> TextTable:
    """The file's rows as text with their numbers; KadashError for what its footer shows to be no honest table."""
    try:
        source = pq.ParquetFile(path)
        _check_footer(source.metadata, label)
        target = scratch / "table.parquet"
        sample = _write_as_text(source, target)
    except (pa.ArrowException, OSError, ValueError) as reason:
        raise KadashError("parquet_damaged", file=label) from reason
    names = clean_names(source.schema_arrow.names, len(source.schema_arrow.names))
    return TextTable(
        file=label, sheet=None, path=target, header=names, columns=positional_names(len(names)), header_row=1,
        rows=source.metadata.num_rows, form="parquet", encoding="parquet", sample=sample,
    )


def _check_footer(footer: pq.FileMetaData, label: str) -> None:
    """Size is judged by rows times columns, not by bytes; Brotli is refused for the hole in its decoder."""
    if footer.num_rows * max(footer.num_columns, 1) > _MOST_CELLS:
        raise KadashError("file_beyond_limits", file=label)
    if footer.num_rows == 0 or footer.num_columns == 0:
        raise KadashError("only_a_header", file=label)
    for group in range(footer.num_row_groups):
        for column in range(footer.num_columns):
            if footer.row_group(group).column(column).compression == _REFUSED_CODEC:
                raise KadashError("parquet_brotli", file=label)


def _write_as_text(source: pq.ParquetFile, target: Path) -> tuple[tuple[str, ...], ...]:
    """Writes row number (the header counts as row 1) and every column as text; a sample of the rows."""
    schema = _text_schema(len(source.schema_arrow.names))
    sample, row = SpreadSample(), 2
    with pq.ParquetWriter(target, schema, compression="snappy") as writer:
        for batch in source.iter_batches(_BATCH_ROWS):
            texts = [_as_text(column) for column in batch.columns]
            numbers = pa.array(range(row, row + batch.num_rows), pa.int64())
            writer.write_batch(pa.record_batch([numbers, *texts], schema=schema))
            row += batch.num_rows
            for position in range(0, batch.num_rows, _SAMPLE_EVERY if source.metadata.num_rows > 5000 else 1):
                sample.offer([(text[position].as_py() or "").strip() for text in texts])
    return tuple(sample.kept)


def _text_schema(columns: int) -> pa.Schema:
    return pa.schema([("row", pa.int64()), *((name, pa.string()) for name in positional_names(columns))])


def _as_text(column: pa.Array) -> pa.Array:
    """A column as text: dates as ISO, times to the second, lists and the like as Python would show them."""
    kind = column.type
    if pa.types.is_timestamp(kind):
        column = column.cast(pa.timestamp("s"), safe=False) if kind.tz is None else pc.local_timestamp(column).cast(
            pa.timestamp("s"), safe=False)
    if pa.types.is_nested(kind) or pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        return pa.array([None if value is None else str(value)[:1000] for value in column.to_pylist()], pa.string())
    if pa.types.is_dictionary(kind):
        column = column.dictionary_decode()
    return column.cast(pa.string())
