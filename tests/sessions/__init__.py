"""Browser tabs without a browser: what tests of many sessions, or of everything a session receives, stand on."""

from tests.sessions.client import Tab
from tests.sessions.heard import Heard
from tests.sessions.screen import Screen, Widget

__all__ = ["Heard", "Screen", "Tab", "Widget"]
