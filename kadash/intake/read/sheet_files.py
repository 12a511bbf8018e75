"""Which entry of an XLSX file holds which sheet."""

from __future__ import annotations

import posixpath
from xml.etree import ElementTree

from kadash.intake.read.zip_guard import GuardedZip


def sheet_files(archive: GuardedZip) -> dict[str, str]:
    """Entry name to sheet name, as far as workbook.xml and its relations say; empty where they are not sound."""
    workbook = next((name for name in archive.names if name.lower().endswith("workbook.xml")), None)
    if workbook is None:
        return {}
    folder, file = posixpath.split(workbook)
    relations = posixpath.join(folder, "_rels", file + ".rels")
    if relations not in archive.names:
        return {}
    try:
        targets = _targets(archive.whole(relations), folder)
        return _by_entry(archive.whole(workbook), targets)
    except ElementTree.ParseError:
        return {}


def _targets(xml: bytes, folder: str) -> dict[str, str]:
    """Relation id to entry name."""
    found = {}
    for relation in ElementTree.fromstring(xml):
        target = relation.get("Target", "")
        entry = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        found[relation.get("Id", "")] = entry
    return found


def _by_entry(xml: bytes, targets: dict[str, str]) -> dict[str, str]:
    found = {}
    for element in ElementTree.fromstring(xml).iter():
        if element.tag.rsplit("}", 1)[-1] != "sheet":
            continue
        relation = next((value for key, value in element.attrib.items() if key.endswith("}id")), "")
        if relation in targets:
            found[targets[relation]] = element.get("name", "")
    return found
