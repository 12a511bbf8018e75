"""What stands on a tab's screen: the elements of the last run by their place, and the widgets among them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from tests.sessions.heard import texts

Place = tuple[int, ...]
_BUTTONS = {"button", "download_button"}


@dataclass(frozen=True)
class Widget:
    """An element that takes a value: `kind` is Streamlit's name of it, `element` all that the server says of it."""

    kind: str
    element: Any
    fragment: str

    @property
    def id(self) -> str:
        """How the server knows it; it ends with the key that the page gave, or None."""
        return str(self.element.id)

    @property
    def key(self) -> str:
        """The key that the page gave it."""
        return self.id.split("-", 2)[-1] if self.id.startswith("$$") else self.id

    @property
    def label(self) -> str:
        """What stands beside it."""
        return str(getattr(self.element, "label", ""))

    @property
    def form_id(self) -> str:
        """The form whose button sends it; empty outside forms."""
        return str(getattr(self.element, "form_id", ""))

    @property
    def options(self) -> tuple[str, ...]:
        """What can be chosen, in words."""
        found = getattr(self.element, "options", ())
        return tuple(str(getattr(option, "content", option)) for option in found)

    def state(self, value: Any) -> WidgetState:
        """The message that gives it a value."""
        given = WidgetState(id=self.id)
        several = list(value) if isinstance(value, (list, tuple)) else [value]
        if self.kind in _BUTTONS:
            given.trigger_value = True
        elif self.kind == "checkbox":
            given.bool_value = bool(value)
        elif self.kind == "number_input":
            given.double_value = float(value)
        elif self.kind == "slider" and not self.options:
            given.double_array_value.data.extend(float(one) for one in several)
        elif self.kind in ("slider", "multiselect", "button_group"):
            given.string_array_value.data.extend(str(one) for one in several if one is not None)
        elif self.kind == "date_input":
            given.string_array_value.data.extend(_day(one) for one in several)
        else:
            given.string_value = str(value)
        return given


@dataclass
class Screen:
    """The elements of the last whole run, and what the person at the tab gave since they came to the page."""

    given: dict[str, WidgetState] = field(default_factory=dict)
    _elements: dict[Place, tuple[str, Any]] = field(default_factory=dict)
    _blocks: dict[Place, tuple[str, Any]] = field(default_factory=dict)
    _drawn: set[Place] = field(default_factory=set)
    _fragments: Sequence[str] = ()

    def begin(self, fragments: Sequence[str]) -> None:
        """A run starts: of the whole page, or of the parts named."""
        self._drawn, self._fragments = set(), fragments

    def draw(self, message: ForwardMsg) -> None:
        """Put an element or a block at its place."""
        place, delta = tuple(message.metadata.delta_path), message.delta
        self._drawn.add(place)
        if delta.WhichOneof("type") == "new_element":
            self._elements[place] = (delta.fragment_id, delta.new_element)
            self._blocks.pop(place, None)
        elif delta.WhichOneof("type") == "add_block":
            self._blocks[place] = (delta.fragment_id, delta.add_block)
            self._elements.pop(place, None)

    def end(self) -> None:
        """A run is over: what it could have drawn and did not is gone, and what was given to it, as in a browser."""
        for held in (self._elements, self._blocks):
            for place in [p for p, (fragment, _) in held.items()
                          if p not in self._drawn and (not self._fragments or fragment in self._fragments)]:
                del held[place]
        there = {widget.id for widget in self.widgets}
        self.given = {name: state for name, state in self.given.items() if name in there}

    @property
    def elements(self) -> list[Element]:
        """What is drawn, in the order of the page."""
        return [element for _, (_, element) in sorted(self._elements.items())]

    @property
    def widgets(self) -> list[Widget]:
        """What takes a value, in the order of the page."""
        found = [Widget(str(element.WhichOneof("type")), getattr(element, str(element.WhichOneof("type"))), fragment)
                 for _, (fragment, element) in sorted(self._elements.items()) if element.WhichOneof("type")]
        return [widget for widget in found if getattr(widget.element, "id", "")]

    def widget(self, name: str) -> Widget:
        """The widget with this key or this label; KeyError says what there is."""
        for widget in self.widgets:
            if name in (widget.key, widget.label):
                return widget
        raise KeyError(f"{name!r} is none of {[(widget.kind, widget.key, widget.label) for widget in self.widgets]}")

    def of(self, kind: str) -> list[Any]:
        """The elements of one kind, by Streamlit's name of it."""
        return [getattr(element, kind) for element in self.elements if element.WhichOneof("type") == kind]

    @property
    def text(self) -> str:
        """Everything that can be read on the page, tables and charts as text, a line a piece."""
        return "\n".join(self._read())

    @property
    def errors(self) -> list[str]:
        """What the page says went wrong: red boxes, and failures that no page caught."""
        red = [alert.body for alert in self.of("alert") if alert.format == alert.ERROR]
        return red + [f"{failed.type}: {failed.message}" for failed in self.of("exception")]

    def _read(self) -> Iterator[str]:
        for _, (_, part) in sorted({**self._blocks, **self._elements}.items()):
            yield from texts(part)


def _day(value: object) -> str:
    """A date as the protocol writes it."""
    return value.strftime("%Y/%m/%d") if isinstance(value, dt.date) else str(value)
