"""An inspection as JSON text: how the worker hands it to the page."""

from __future__ import annotations

import json
from dataclasses import asdict

from kadash.intake.reading import reading_from_json, reading_to_json
from kadash.intake.text_table import table_from_json, table_to_json
from kadash.loads.inspect import InspectedTable, Inspection, RejectedRow
from kadash.loads.report import Counts, FileReport, notes_as_dicts
from kadash.vocabulary import Finding


def inspection_to_json(inspection: Inspection) -> str:
    """JSON text that `inspection_from_json` turns back into an equal inspection."""
    return json.dumps({
        "tables": [_table_as_dict(table) for table in inspection.tables],
        "refused": [asdict(file) for file in inspection.refused],
        "rejected": [asdict(row) for row in inspection.rejected],
        "notes": notes_as_dicts(inspection.notes), "already_loaded": inspection.already_loaded,
        "currency": inspection.currency, "order_lines": inspection.order_lines,
    }, ensure_ascii=False, default=str)


def inspection_from_json(text: str) -> Inspection:
    """The inspection that a worker wrote down."""
    given = json.loads(text)
    return Inspection(
        tables=tuple(InspectedTable(one["fingerprint"], table_from_json(one["text"]), reading_from_json(one["reading"]),
                                    Counts(**one["counts"])) for one in given["tables"]),
        refused=tuple(FileReport(**{**one, "counts": Counts(**one["counts"])}) for one in given["refused"]),
        rejected=tuple(RejectedRow(**row) for row in given["rejected"]),
        notes=tuple(map(Finding.from_dict, given["notes"])), already_loaded=tuple(given["already_loaded"]),
        currency=given["currency"], order_lines=given["order_lines"],
    )


def _table_as_dict(table: InspectedTable) -> dict[str, object]:
    return {"fingerprint": table.fingerprint, "text": table_to_json(table.text),
            "reading": reading_to_json(table.reading), "counts": table.counts.as_dict()}
