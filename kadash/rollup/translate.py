"""Statements of the marts' SQL files in Spark's words: sqlglot, and the few things that it does not know.

What is registered here, and why, is in docs/spark.md; a file of the marts that needs more than this is better written
in words that both engines share.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import sqlglot
from sqlglot import exp
from sqlglot.dialects.spark import Spark

IN_ORDER = ("account_id", "day")
"""What rows stand in the order of where a script goes through them as they stand (account_day.sql): DuckDB keeps it,
Spark has none. Inside an account the window is the same, and nothing is read from beyond it."""

_COLUMNS_ALONE = re.compile(r"^create (or replace )?(temp )?table [\w.]+ \(", re.MULTILINE)

Kind = Literal["table", "view", "query", "nothing"]


@dataclass(frozen=True)
class Translated:
    """A statement for Spark: `sql` is a query, and `name` what a table or view made of it is called there."""

    kind: Kind
    name: str
    sql: str


def spark_sql(statement: str, parameters: Mapping[str, object] | None = None) -> Translated:
    """A DuckDB statement of the marts for Spark, its parameters as literals.

    >>> spark_sql("create view mart.a as select cast(date_trunc('month', day) as date) as m from core.l").sql
    "SELECT TRUNC(day, 'MONTH') AS m FROM core_l"
    """
    if _COLUMNS_ALONE.search(statement):  # of a table that the next statement fills
        return Translated("nothing", "", "")
    tree = sqlglot.parse_one(statement, read="duckdb")
    match tree:
        case exp.Drop():
            return Translated("nothing", "", "")
        case exp.Create():
            kind: Kind = "view" if tree.kind == "VIEW" else "table"
            return Translated(kind, _flat(tree.this), _query(tree.expression, parameters or {}))
        case exp.Insert():
            return Translated("table", _flat(tree.this), _query(_filled_by(tree), parameters or {}))
        case _:
            return Translated("query", "", _query(tree, parameters or {}))


def _filled_by(insert: exp.Insert) -> exp.Expression:
    """The query of an insert, with the steps that stand before the word."""
    query, steps = insert.expression, insert.args.get("with_")
    if steps is not None:
        query.set("with_", steps.pop())
    return query


def _query(query: exp.Expression, parameters: Mapping[str, object]) -> str:
    changes = _Changes(parameters, _double_columns(query))
    whole = exp.Subquery(this=query)  # so that also the outermost can be replaced
    for node in reversed(list(whole.walk())):
        changed = changes.of(node)
        if changed is not node:
            node.replace(changed)
    writer = Spark().generator(comments=False)
    writer.EXPRESSIONS_WITHOUT_NESTED_CTES = frozenset()  # Spark has them, and lifted out two would have one name
    return str(writer.generate(whole.this.pop()))


def _flat(table: exp.Expression) -> str:
    """The name of a relation: views of a Spark session stand in no schema, so it becomes part of the name."""
    named = table.find(exp.Table)
    if named is None:
        raise RuntimeError(f"no relation in {table.sql()}")
    return f"{named.db}_{named.name}" if named.db else named.name


@dataclass(frozen=True)
class _Changes:
    """What becomes of a node whose insides are done."""

    parameters: Mapping[str, object]
    doubles: frozenset[str] = field(default_factory=frozenset)

    def of(self, node: exp.Expression) -> exp.Expression:
        """The node itself where nothing is to be changed."""
        match node:
            case exp.Parameter() | exp.Placeholder():
                return _literal(self.parameters[node.name])
            case exp.Table() if node.db:
                return _table(node)
            case exp.Window():
                return _window(node)
            case exp.DateDiff() if _unit(node) == "DAY":
                return exp.Anonymous(this="DATEDIFF", expressions=[node.this.copy(), node.expression.copy()])
            case exp.Anonymous() if node.name.upper() == "LIST_SUM":
                return _list_sum(node)
            case exp.Floor() if isinstance(node.this, exp.Log) and node.this.expression is not None:
                return _highest_bit(node.this.expression)
            case exp.Cast() if node.is_type("date") and isinstance(node.this, (exp.DateTrunc, exp.TimestampTrunc)):
                return _first_day(node)
            case exp.Cast() if node.is_type("decimal") and _is_double(node.this, self.doubles):
                return _decimal(node)
        return node


def _literal(value: object) -> exp.Expression:
    if value is None:
        return exp.null()
    if isinstance(value, date):
        return exp.cast(exp.Literal.string(value.isoformat()), "date")
    if isinstance(value, str):
        return exp.Literal.string(value)
    return exp.cast(exp.Literal.string(repr(float(str(value)))), "double")


def _table(node: exp.Table) -> exp.Expression:
    flat = exp.to_table(_flat(node))
    alias = node.args.get("alias")
    if alias is not None:
        flat.set("alias", alias.copy())
    return flat


def _window(node: exp.Window) -> exp.Expression:
    """`over ()`, which goes through rows as they stand, goes through those of an account by day."""
    if not (node.args.get("partition_by") or node.args.get("order") or node.args.get("alias")):
        account, day = (exp.column(name) for name in IN_ORDER)
        node.set("partition_by", [account])
        node.set("order", exp.Order(expressions=[exp.Ordered(this=day)]))
    return node


def _unit(node: exp.Expression) -> str:
    unit = node.args.get("unit")
    return str(unit.name).upper() if unit is not None else ""


def _first_day(node: exp.Cast) -> exp.Expression:
    """The first day of a month without the time of day that Spark's date_trunc gives."""
    if _unit(node.this) != "MONTH":
        return node
    return exp.Anonymous(this="TRUNC", expressions=[node.this.this.copy(), exp.Literal.string("MONTH")])


def _list_sum(node: exp.Anonymous) -> exp.Expression:
    sums = "aggregate(l, cast(0 as decimal(38, 4)), (s, x) -> cast(s + x as decimal(38, 4)))"
    summed = sqlglot.parse_one(sums, read="spark")
    taken = summed.find(exp.Column)
    if taken is None:
        raise RuntimeError("the sum of a list reads no list")
    taken.replace(node.expressions[0].copy())
    return summed


def _highest_bit(bits: exp.Expression) -> exp.Expression:
    """The place of the highest bit: Spark's logarithms are quotients, which may fall short of a whole number."""
    digits = exp.Anonymous(this="BIN", expressions=[bits.copy()])
    return exp.Paren(this=exp.Sub(this=exp.Length(this=digits), expression=exp.Literal.number(1)))


def _decimal(node: exp.Cast) -> exp.Expression:
    """A double as a decimal the way DuckDB rounds it: scaled first, halves away from 0. Spark goes by its digits."""
    scale = int(node.to.expressions[1].name)
    shift = exp.cast(exp.Literal.string(f"1e{scale}"), "double")
    whole = node.copy()
    whole.set("this", exp.func("round", exp.Mul(this=exp.paren(node.this.copy()), expression=shift)))
    whole.set("to", exp.DataType.build("decimal(28, 0)"))
    unit = exp.cast(exp.Literal.string(f"{10**-scale:.{scale}f}"), f"decimal({scale + 1}, {scale})")
    scaled = node.copy()
    scaled.set("this", exp.Mul(this=whole, expression=unit))
    return scaled


def _double_columns(query: exp.Expression) -> frozenset[str]:
    """Names that a step gives to doubles, as far as their text shows."""
    found: frozenset[str] = frozenset()
    while True:
        more = frozenset(alias.alias for alias in query.find_all(exp.Alias) if _is_double(alias.this, found))
        if more == found:
            return found
        found = more


def _is_double(node: exp.Expression, doubles: frozenset[str]) -> bool:
    """Whether a value is a double: made of a cast to one, a quotient, or a column that is."""
    match node:
        case exp.Cast():
            return bool(node.is_type("double"))
        case exp.Column():
            return node.name in doubles
        case exp.Div():
            return True
        case exp.Case():
            values = [*(branch.args["true"] for branch in node.args["ifs"]), node.args.get("default")]
            return any(_is_double(value, doubles) for value in values if value is not None)
        case exp.Binary() | exp.Unary() | exp.Coalesce() | exp.Greatest() | exp.Least():
            return any(_is_double(part, doubles) for part in node.iter_expressions())
    return False
