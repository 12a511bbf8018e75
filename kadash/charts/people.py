"""The people on both sides of an account: theirs on the left, ours on the right, a line where they know each other."""

from __future__ import annotations

import plotly.graph_objects as go

from kadash.charts.theme import Theme, calm, label
from kadash.language import Words
from kadash.reviews.people import PeopleMap, Person

ROW_PX, LEAST_HEIGHT_PX = 40, 130


def people_map(people: PeopleMap, words: Words, look: Theme) -> go.Figure:
    """A dot a person, coloured by stance; a person of theirs whom nobody of ours knows has no line."""
    theirs, ours = people.theirs, people.ours
    named = list(dict.fromkeys([*(one.name for one in ours), *(one.knows for one in theirs if one.knows)]))
    rows = max(len(theirs), len(named), 1)
    left, right = _places(len(theirs), rows), dict(zip(named, _places(len(named), rows), strict=True))
    figure = go.Figure()
    for person, y in zip(theirs, left, strict=True):
        if person.knows:
            figure.add_scatter(x=[0, 1], y=[y, right[person.knows]], mode="lines", hoverinfo="skip",
                               line={"color": look.context, "width": 1.5})
    figure.add_scatter(x=[0] * len(theirs), y=left, mode="markers", hoverinfo="skip", marker={
        "size": [17 if one.role == "decides" else 12 for one in theirs],
        "color": [_colour(one, look) for one in theirs],
        "symbol": ["circle" if one.is_in_contact else "circle-open" for one in theirs], "line": {"width": 2}})
    figure.add_scatter(x=[1] * len(named), y=list(right.values()), mode="markers", hoverinfo="skip",
                       marker={"size": 12, "color": look.quiet_text})
    for person, y in zip(theirs, left, strict=True):
        _label(figure, 0, y, _who(person, words), "right")
    for name, y in right.items():
        _label(figure, 1, y, label(name), "left")
    figure.update_xaxes(visible=False, range=[-1.25, 1.7])
    figure.update_yaxes(visible=False, range=[-0.6, rows - 0.4])
    return calm(figure, look, max(LEAST_HEIGHT_PX, ROW_PX * rows + 20))


def _places(count: int, rows: int) -> list[float]:
    """Heights from top to bottom, spread over the rows."""
    return [(rows - 1) - (place + 0.5) * rows / count + 0.5 for place in range(count)] if count else []


def _colour(person: Person, look: Theme) -> str:
    return {"for": look.earned, "against": look.lost, "neutral": look.context, "unknown": look.context}[person.stance]


def _who(person: Person, words: Words) -> str:
    role = words(f"review.people.role.{person.role}")
    function = words(f"review.people.function.{person.function}")
    return words("review.people.label", None, name=label(person.name), function=function, role=role)


def _label(figure: go.Figure, x: float, y: float, said: str, side: str) -> None:
    figure.add_annotation(x=x, y=y, text=said, showarrow=False, xanchor=side, xshift=-14 if side == "right" else 14)
