"""The views of the what-if page, a file each, and the panel they stand in."""

from kadash.ui.what_if.backwards import backwards
from kadash.ui.what_if.evidence import evidence
from kadash.ui.what_if.look import look
from kadash.ui.what_if.most import most
from kadash.ui.what_if.move import move
from kadash.ui.what_if.panel import panel
from kadash.ui.what_if.programme import programme
from kadash.ui.what_if.saved import saved
from kadash.ui.what_if.win import win

VIEWS = {
    "move": move, "most": most, "backwards": backwards, "win": win, "programme": programme,
    "saved": saved, "evidence": evidence,
}
"""View, as the address names it, to what draws it; in the order they are offered."""

__all__ = ["VIEWS", "look", "panel"]
