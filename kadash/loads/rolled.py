"""A roll-up among the files of a load: its lines stay Parquet beside the published files, its sums become the waist."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kadash.errors import KadashError
from kadash.intake.clean import Staged
from kadash.intake.clean.quoting import literal
from kadash.intake.reading import Reading
from kadash.intake.text_table import TextTable
from kadash.loads.given import Source
from kadash.loads.ledger import Entry
from kadash.loads.options import Options
from kadash.loads.report import Counts
from kadash.loads.tables import SourceTable
from kadash.marts.rolled import (
    LINES,
    MANIFEST,
    NAMES,
    TABLES,
    Manifest,
    line_parameters,
    read_manifest,
    scripts_version,
)
from kadash.store import Build, Home
from kadash.store.generation import ROLLUPS

WAIST = ("account_day", "sales_month", "category_sums", "account_product_month")


@dataclass(frozen=True)
class RolledLines:
    """A roll-up that takes part in a load. folder: where its files lie from now on; left_out: accounts not to count."""

    source: Source
    manifest: Manifest
    folder: Path
    source_id: int = 0
    left_out: frozenset[str] = frozenset()

    def query(self, relation: str) -> str:
        """What reads a relation of it, as it stands in a view."""
        files = literal(str(self.folder / relation / "*.parquet"))
        columns = f"* replace (cast({self.source_id} as integer) as source_id)" if relation == LINES else "*"
        out = ", ".join(literal(account) for account in sorted(self.left_out))
        return f"select {columns} from read_parquet({files})" + (f" where account_id not in ({out})" if out else "")

    @property
    def waist(self) -> dict[str, str]:
        """Relation to the query that reads it, of those that the waist is made of."""
        return {relation: self.query(relation) for relation in WAIST}

    @property
    def names(self) -> list[str]:
        """The query of codes and names seen together, where the lines have names."""
        return [self.query(NAMES)] if NAMES in self.manifest.files else []

    def show_lines(self, build: Build) -> None:
        """Put the lines in the place of core.order_line, which no file has filled."""
        build.run("drop table core.order_line")
        build.run(f"create view core.order_line as {self.query(LINES)}")

    def entry(self, build: Build) -> Entry:
        """What the account of every row says of it: lines that lack what is needed were left out where it was made."""
        text = TextTable(self.source.label, None, self.source.path, (), (), 0, self.manifest.read, encoding="parquet")
        staged = Staged("", self.source_id, LINES, (), (), (), (), ())
        counted = build.one("select count(*) from core.order_line") if self.left_out else None
        accepted = int(str(counted[0])) if counted else self.manifest.lines
        counts = Counts(self.manifest.read, accepted, self.manifest.read - self.manifest.lines,
                        self.manifest.lines - accepted)
        return Entry(SourceTable(self.source_id, self.source, text, Reading(LINES)), staged, counts)

    def among(self, tables: Sequence[SourceTable], staged: Sequence[Staged], left_out: frozenset[str]) -> RolledLines:
        """The same, numbered after the tables of the other files; KadashError where one of these has lines, too."""
        for table in tables:
            if any(one.source_id == table.source_id and one.table == LINES for one in staged):
                raise KadashError("rollup_beside_lines", file=table.source.label)
        return replace(self, source_id=max((table.source_id for table in tables), default=0) + 1, left_out=left_out)


def is_rollup(source: Source) -> bool:
    """Whether a source says what an engine rolled up."""
    return _told(source) is not None


def without_older_rollups(sources: list[Source]) -> list[Source]:
    """The sources with the newest roll-up only: each holds all lines."""
    rolled = [source for source in sources if is_rollup(source)]
    return [source for source in sources if source not in rolled[:-1]]


def rolled_among(home: Home, sources: list[Source], options: Options) -> RolledLines | None:
    """The roll-up among the sources, its files in the data directory; None where there is none.

    KadashError where it cannot be published as it is: by other scripts, of another day, under another margin.
    """
    for source in sources:
        manifest = _told(source)
        if manifest is not None:
            _refuse_unfit(source, manifest, options)
            return RolledLines(source, manifest, _placed(home, source, manifest))
    return None


def drop_unused_rollups(home: Home) -> None:
    """Remove the files of roll-ups that no kept generation reads any more."""
    folder = home.path / ROLLUPS
    if not folder.is_dir():
        return
    used: set[str] = set()
    for info in home.generations():
        generation = home.named(info.name)
        if generation is None:
            return  # who knows what it reads
        used |= {str(sha256)[:16] for (sha256,) in generation.rows("select distinct sha256 from meta.source")}
    for left in folder.iterdir():
        if left.name not in used:
            shutil.rmtree(left)


def _told(source: Source) -> Manifest | None:
    return read_manifest(source.path) if source.path.suffix == Path(MANIFEST).suffix else None


def _refuse_unfit(source: Source, manifest: Manifest, options: Options) -> None:
    if manifest.scripts != scripts_version():
        raise KadashError("rollup_other_scripts", file=source.label)
    if options.as_of not in (None, manifest.as_of):
        raise KadashError("rollup_other_as_of", file=source.label, as_of=manifest.as_of)
    now = line_parameters(manifest.as_of, options.policy)
    if any(now.get(name, name) != value for name, value in manifest.parameters.items()):
        raise KadashError("rollup_other_policy", file=source.label)


def _placed(home: Home, source: Source, manifest: Manifest) -> Path:
    """The folder of its own in the data directory; files are linked where the disk is the same, else copied."""
    target = home.path / ROLLUPS / source.sha256[:16]
    if target.is_dir():
        return target
    if not source.is_new:
        raise KadashError("rollup_gone")
    fresh = target.with_name(f"{target.name}.{os.getpid()}.part")
    shutil.rmtree(fresh, ignore_errors=True)
    for file in (file for files in manifest.files.values() for file in files if not file.path.startswith(f"{TABLES}/")):
        given, kept = source.path.parent / file.path, fresh / file.path
        if not given.is_file() or given.stat().st_size != file.bytes:
            raise KadashError("rollup_incomplete", file=file.path)
        kept.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(given, kept)
        except OSError:
            shutil.copyfile(given, kept)
    os.replace(fresh, target)
    return target
