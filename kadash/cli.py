"""The same answers from a terminal: sample, load, status, changes, what-if, services, backtest, handover."""

from __future__ import annotations

import argparse
import ctypes
import datetime as dt
import getpass
import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from kadash.access import Scope
from kadash.answers import Asked
from kadash.answers.among import Among
from kadash.answers.changes import DEFAULT_SCHEME, SINCES, Since, changes
from kadash.answers.changes.terminal import sentences as changes_sentences
from kadash.answers.changes.terminal import to_json as changes_to_json
from kadash.answers.models import forecasts_kept, model_check, sentences, to_json
from kadash.answers.service_plan import asking_of, reasons_of, service_plan
from kadash.answers.service_plan.saved import declined_of_late
from kadash.answers.services import services_of
from kadash.answers.status import status
from kadash.cli_what_if import add_options, answered
from kadash.errors import KadashError
from kadash.exports.changes import write_changes
from kadash.exports.handover.order import AUDIENCES, FILE_FORMATS, Order, hand_over
from kadash.language import LANGUAGES, Words, words_in
from kadash.loads import FileGiven, load, policy_in_use
from kadash.loads.company import words_for
from kadash.loads.journal_file import add_journal, journal_text, read_journal_file, take_back
from kadash.sample import write_sample
from kadash.segments import layers_of
from kadash.segments.own_wording import with_own_words
from kadash.services.in_force import with_service_words
from kadash.store import Home

NOTHING_USABLE = 2


def main(argv: Sequence[str]) -> int:
    """Run one command; gives the exit code: 0 done, 2 the user can mend something (said on standard error)."""
    options = _parser().parse_args(argv)
    words = _words(options)
    try:
        options.run(options, words)
    except KadashError as error:
        print(words.of_error(error), file=sys.stderr)
        return NOTHING_USABLE
    return 0


def _words(options: argparse.Namespace) -> Words:
    """The words of the language, with the company's own names where a command reads its data."""
    data: Path | None = getattr(options, "data", None)
    return words_for(Home(data), options.lang) if data is not None and data.is_dir() else words_in(options.lang)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m kadash", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    sample = _command(commands, "sample", _sample, "write the sample company's exports into a folder")
    sample.add_argument("folder", type=Path)
    sample.add_argument("--dialect", choices=("en", "zh"), default="en")
    load_ = _command(commands, "load", _load, "load files or folders of exports")
    load_.add_argument("paths", type=Path, nargs="+")
    load_.add_argument("--as-of", type=dt.date.fromisoformat)
    load_.add_argument("--currency", help="reporting currency, asked at the first load on the page")
    status_ = _command(commands, "status", _status, "what is loaded")
    changes_ = _command(commands, "changes", _changes, "what changed and wants a decision, most important first")
    _add_changes(changes_)
    scenario = _command(commands, "what-if", _what_if, "what a lever would earn")
    add_options(scenario)
    services = _command(commands, "services", _services, "which services to offer an account, and why")
    services.add_argument("--account", required=True)
    backtest = _command(commands, "backtest", _backtest, "how good forecasts and alarms were on the past")
    handed = _command(commands, "handover", _handover, "write a review as a file to hand over")
    handed.add_argument("accounts", nargs="+", metavar="ACCOUNT")
    handed.add_argument("--for", dest="audience", choices=AUDIENCES, default="us")
    handed.add_argument("--format", choices=FILE_FORMATS, default="pptx")
    handed.add_argument("--out", type=Path, default=Path())
    plan = _command(commands, "plan", _plan, "who gets which service for a budget and people's hours")
    plan.add_argument("--budget", type=float, required=True, help="money of the first year")
    plan.add_argument("--hours", nargs="+", action="extend", default=[], metavar="ROLE=N")
    plan.add_argument("--singles", action="store_true", help="one service an account, no pairs")
    plan.add_argument("--hold-out", type=float, default=0.0, metavar="SHARE", help="kept without an offer, by lot")
    journal = _command(commands, "journal", _journal, "what people entered: as a file, added from one, taken back")
    journal.add_argument("--out", type=Path, metavar="FILE", help="write every entry, a JSON object a line")
    journal.add_argument("--add", type=Path, metavar="FILE", help="add what is missing here, overwrite nothing")
    journal.add_argument("--take-back", type=int, metavar="ENTRY", help="what was before the entry holds again")
    for command in (load_, status_, changes_, scenario, services, backtest, handed, plan, journal):
        command.add_argument("--data", type=Path, default=_default_data())
        command.add_argument("--json", action="store_true")
    return parser


def _add_changes(changes_: argparse.ArgumentParser) -> None:
    changes_.add_argument("--since", default="load", metavar="load|month|looked|DATE", type=_since,
                          help="the state before the last load, a month ago, what you saw last, or a day as 2026-06-30")
    changes_.add_argument("--scheme", help="the scheme whose layers are looked at")
    for name in ("owner", "region", "industry"):
        changes_.add_argument(f"--{name}", action="append", default=[], help="only these accounts; again for more")
    changes_.add_argument("--out", type=Path, metavar="FILE", help="write all of it to FILE.xlsx or FILE.html, to send")


def _since(text: str) -> Since | dt.date:
    return next((since for since in SINCES if since == text), None) or dt.date.fromisoformat(text)


def _command(commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, run: object,
             text: str) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=text, description=text)
    command.add_argument("--lang", choices=LANGUAGES, default=_terminal_language())
    command.set_defaults(run=run)
    return command


def _default_data() -> Path:
    return Path(os.environ.get("KADASH_DATA") or Path(__file__).parents[1] / "data" / "live")


def _terminal_language() -> str:
    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "zh" if spoken.lower().startswith("zh") else "en"


def _sample(options: argparse.Namespace, words: Words) -> None:
    for file in write_sample(options.folder, options.dialect):
        print(file)


def _load(options: argparse.Namespace, words: Words) -> None:
    files = [FileGiven(path, label) for path, label in _files(options.paths)]
    home = Home(options.data)
    report = load(home, files, currency=options.currency, as_of=options.as_of,
                  today=dt.datetime.now().astimezone().date(), who=getpass.getuser(), policy=policy_in_use(home))
    if options.json:
        _print_json(report.as_dict())
        return
    print(words("load.published", len({file.file for file in report.files}), generation=report.generation,
                as_of=words.date(report.as_of), revenue=words.money_exact(report.revenue),
                currency=words.currency(report.currency)))
    for table, counts in report.tables.items():
        figures = {name: words.number(count) for name, count in counts.as_dict().items()}
        print(words("status.table", None, table=words(f"table.{table}"), **figures))
    for note in report.notes:
        print(words("load.note", None, note=words.of_finding(note)))


def _files(paths: Sequence[Path]) -> list[tuple[Path, str]]:
    found: list[tuple[Path, str]] = []
    for path in paths:
        if not path.exists():
            raise KadashError("path_missing", path=str(path))
        if path.is_dir():
            inside = sorted(f for f in path.rglob("*") if f.is_file() and not f.name.startswith("."))
            found += [(f, f.relative_to(path).as_posix()) for f in inside]
        else:
            found.append((path, path.name))
    return found


def _asked(options: argparse.Namespace) -> Asked:
    generation = Home(options.data).generation()
    if generation is None:
        raise KadashError("nothing_loaded", folder=str(options.data))
    asked = Asked(generation, Scope.everything())
    if asked.outdated:
        raise KadashError("made_by_other_version", folder=str(options.data))
    return asked


def _status(options: argparse.Namespace, words: Words) -> None:
    answer = status(_asked(options))
    if options.json:
        _print_json(answer.to_json())
        return
    for sentence in answer.sentences(words):
        print(sentence)


def _changes(options: argparse.Namespace, words: Words) -> None:
    asked, home = _asked(options), Home(options.data)
    scheme = options.scheme or DEFAULT_SCHEME
    if scheme not in layers_of(asked.policy):
        raise KadashError("changes_scheme", scheme=scheme, known=", ".join(layers_of(asked.policy)))
    among = Among(tuple(options.owner), tuple(options.region), tuple(options.industry))
    found = changes(asked, home, options.since, viewer=getpass.getuser(),
                    today=dt.datetime.now().astimezone().date(), scheme=scheme, among=among)
    words = with_service_words(with_own_words(words, asked.policy), asked.catalogue)
    if options.out is not None:
        write_changes(asked, found, options.out, words)
    if options.json:
        _print_json(changes_to_json(asked, found, words))
        return
    for sentence in changes_sentences(found, words):
        print(sentence)


def _what_if(options: argparse.Namespace, words: Words) -> None:
    asked = _asked(options)
    answer = answered(options, asked, Home(options.data).journal())
    if options.json:
        _print_json(answer.json)
        return
    for sentence in answer.sentences(with_own_words(words, asked.policy)):
        print(sentence)


def _services(options: argparse.Namespace, words: Words) -> None:
    asked = _asked(options)
    answer = services_of(asked, options.account)
    if options.json:
        _print_json(answer.to_json())
        return
    for sentence in answer.sentences(with_service_words(words, asked.catalogue)):
        print(sentence)


def _plan(options: argparse.Namespace, words: Words) -> None:
    asked = _asked(options)
    with _only_the_answer():
        asking = asking_of(options.budget, options.hours, options.hold_out, options.singles)
        today = dt.datetime.now().astimezone().date()
        answer = service_plan(asked, replace(asking, declined=declined_of_late(Home(options.data).journal(), today)))
    if options.json:
        _print_json(answer.to_json(reasons_of(asked, answer)))
        return
    for sentence in answer.sentences(with_service_words(words, asked.catalogue)):
        print(sentence)


@contextmanager
def _only_the_answer() -> Iterator[None]:
    """The solver's own code prints now and then: that goes to standard error, the output is the answer."""
    sys.stdout.flush()
    kept = os.dup(1)
    os.dup2(2, 1)
    try:
        yield
    finally:
        if os.name == "posix":
            ctypes.CDLL(None).fflush(None)
        os.dup2(kept, 1)
        os.close(kept)


def _backtest(options: argparse.Namespace, words: Words) -> None:
    check = model_check(_asked(options))
    if options.json:
        _print_json(to_json(check, forecasts_kept(Home(options.data))))
        return
    for sentence in sentences(check, words):
        print(sentence)


def _handover(options: argparse.Namespace, words: Words) -> None:
    order = Order(tuple(options.accounts), options.audience, options.format)
    made = hand_over(_asked(options), Home(options.data), order, words)
    options.out.mkdir(parents=True, exist_ok=True)
    written = options.out / made.name
    written.write_bytes(made.content)
    if options.json:
        _print_json({"file": str(written), "accounts": list(order.account_ids), "for": order.audience})
    else:
        print(words("handover.written", file=str(written)))


def _journal(options: argparse.Namespace, words: Words) -> None:
    journal, said = Home(options.data).journal(), {}
    if options.add:
        found = add_journal(journal, read_journal_file(options.add))
        kept = [" ".join(subject) for subject in found.kept]
        said = {"added": found.added, "known": found.known, "kept": kept}
        _say(options, words("journal.added", found.added, known=words.number(found.known)))
        if kept:
            _say(options, words("journal.kept", len(kept), which=words.listed(kept)))
    if options.take_back is not None:
        entry = next((one for one in journal.newest() if one.entry_id == options.take_back), None)
        if entry is None:
            raise KadashError("journal_no_entry", entry=options.take_back)
        take_back(journal, entry, who=getpass.getuser(), at=dt.datetime.now().astimezone())
        _say(options, words("journal.taken_back", entry=options.take_back))
    spoilt = [entry.entry_id for entry in journal.unreadable()]
    if options.out:
        options.out.write_text(journal_text(journal), "utf-8")
        _say(options, words("journal.written", len(journal.lines()), file=str(options.out)))
    if options.json:
        _print_json({**said, "entries": len(journal.lines()), "unreadable": spoilt})
    elif spoilt or not (options.add or options.out or options.take_back):
        print(words("journal.counted", len(journal.lines()), unreadable=words.listed([str(one) for one in spoilt])
                    or words.number(0)))


def _say(options: argparse.Namespace, sentence: str) -> None:
    if not options.json:
        print(sentence)


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, default=str))
