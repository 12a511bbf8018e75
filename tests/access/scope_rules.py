"""Reads source text and tells where data could be asked for without a viewer's scope: rules on Python and on SQL.

A path is relative to the root; a finding is "path:line what". The rules know a question by its shape: a call of
`frame`, `frame_within`, `records`, `rows` or `one` on something called `asked` or `generation`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import NamedTuple

QUESTIONS = {"frame", "frame_within", "records", "rows", "one", "arrays"}
ASKED_ROOMS = ("kadash/answers/", "kadash/exports/")
OUTSIDE = ("pages/", "kadash/ui/", "kadash/exports/", "kadash/charts/", "kadash/cli/")
CARRIERS = {"Asked", "Ground"}
"""Types that carry a scope: what a function that asks must be given."""

_GENERATION = re.compile(r"(?:^|\.)_?generation(?:\(\))?$")
_ASKED = re.compile(r"(?:^|\.)asked$")
_SCOPED = re.compile(r"\b(?:among(?:_by_group|_by_id)?|seen|seen_by_id)\(")
_BY_NUMBER = re.compile(r"\$(?:account_id|account_ids|accounts)\b")
_RELATION = re.compile(r"\b(?:from|join)\s+((?:mart|core|meta|stage)\.\w+)")
_COMMENT = re.compile(r"--.*")


class Found(NamedTuple):
    """A place where a rule is broken."""

    path: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line} {self.what}"


def unscoped(path: str, source: str) -> Iterator[Found]:
    """Every way in which a module asks without a scope, or makes a scope of its own."""
    tree = ast.parse(source)
    functions = list(_functions(tree))
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        yield from _asks(path, call, functions)
        yield from _makes(path, call, functions)
    yield from (Found(path, node.lineno, "hands out a way to ask without asking")
                for node in ast.walk(tree) if _is_handed_out(node, tree))


def _asks(path: str, call: ast.Call, functions: list[ast.FunctionDef]) -> Iterator[Found]:
    """A question must be asked of an `asked` that came in as such; of a generation, nowhere above the answers."""
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in QUESTIONS:
        return
    receiver = ast.unparse(call.func.value)
    outside = path.startswith(OUTSIDE)
    if _GENERATION.search(receiver):
        yield Found(path, call.lineno, f"asks {receiver} itself")
    elif _ASKED.search(receiver) or isinstance(call.func.value, ast.Call) and receiver.startswith("Asked("):
        if outside:
            yield Found(path, call.lineno, "asks a question of its own: that is what answers are for")
        elif not receiver.startswith("Asked(") and not _carries(receiver.split(".")[0], call, functions):
            yield Found(path, call.lineno, f"{receiver} came in as something else than {sorted(CARRIERS)}")


def _makes(path: str, call: ast.Call, functions: list[ast.FunctionDef]) -> Iterator[Found]:
    """Scopes are made by entry points alone; answers hand on the scope that they were given."""
    made = ast.unparse(call.func)
    if made == "Scope" or made.startswith("Scope."):
        yield Found(path, call.lineno, f"makes a scope: {made}")
    elif made == "Asked" or made.endswith(".Asked"):
        scope = next((ast.unparse(one.value) for one in call.keywords if one.arg == "scope"),
                     ast.unparse(call.args[1]) if len(call.args) > 1 else "")
        if path.startswith(OUTSIDE) or not scope.endswith("asked.scope"):
            yield Found(path, call.lineno, f"asks in the name of {scope}")


def _carries(name: str, call: ast.Call, functions: list[ast.FunctionDef]) -> bool:
    """Whether a name, where it is used, is a parameter of a type that carries a scope (or `self` of one)."""
    around = [one for one in functions if one.lineno <= call.lineno <= (one.end_lineno or one.lineno)]
    for function in sorted(around, key=lambda one: -one.lineno):
        for given in (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs):
            if given.arg == name:
                return name == "self" or (given.annotation is not None and ast.unparse(given.annotation) in CARRIERS)
    return False


def _is_handed_out(node: ast.AST, tree: ast.Module) -> bool:
    """`ask = asked.generation.frame`: a question under another name, which no rule would know again."""
    return (isinstance(node, ast.Attribute) and node.attr in QUESTIONS
            and bool(_GENERATION.search(ast.unparse(node.value)) or _ASKED.search(ast.unparse(node.value)))
            and not any(isinstance(call, ast.Call) and call.func is node for call in ast.walk(tree)))


def public_without_scope(path: str, source: str) -> Iterator[Found]:
    """Public functions of a room of answers that reach a question, through any other of the module, unasked."""
    tree = ast.parse(source)
    functions = {one.name: one for one in tree.body if isinstance(one, ast.FunctionDef)}
    asking = {name for name, one in functions.items() if any(
        isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in QUESTIONS
        and (_GENERATION.search(ast.unparse(node.func.value)) or _ASKED.search(ast.unparse(node.func.value)))
        for node in ast.walk(one))}
    grown = True
    while grown:
        more = {name for name, one in functions.items() if name not in asking and any(
            isinstance(node, ast.Name) and node.id in asking for node in ast.walk(one))}
        asking, grown = asking | more, bool(more)
    for name in sorted(asking):
        function = functions[name]
        types = {ast.unparse(given.annotation) for given in (
            *function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs) if given.annotation is not None}
        if not name.startswith("_") and not types & CARRIERS:
            yield Found(path, function.lineno, f"{name} reaches data and is given none of {sorted(CARRIERS)}")


def unscoped_sql(path: str, text: str) -> Iterator[Found]:
    """A question of accounts' relations that neither asks for the scope nor for accounts by number."""
    asked = _COMMENT.sub("", text)
    relations = sorted(set(_RELATION.findall(asked)))
    if relations and not _SCOPED.search(asked) and not _BY_NUMBER.search(asked):
        yield Found(path, 1, f"reads {', '.join(relations)} of everybody")


def _functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
