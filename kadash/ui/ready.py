"""Looks, beside the pages, for a new file: after a load at night the first visitor of the morning finds it ready."""

from __future__ import annotations

import atexit
import threading

from kadash.access import Scope
from kadash.answers import Asked
from kadash.answers.ready import make_ready
from kadash.errors import KadashError
from kadash.store import Home
from kadash.store.disk import disk_faults_in_words
from kadash.ui import session

EVERY_S = 5.0


class Ready:
    """Makes each new file of a data directory ready, until it is told to end."""

    def __init__(self, home: Home) -> None:
        self._home, self._done, self._last = home, threading.Event(), ""

    def look(self) -> None:
        """Make the current file ready where it is not the one of last time; what is wrong with it, its pages say."""
        try:
            with disk_faults_in_words():
                generation = self._home.generation()
                if generation is not None and generation.key != self._last:
                    self._last = generation.key
                    make_ready(Asked(generation, Scope.everything()), self._home, session.today())
        except KadashError:
            return

    def begin(self) -> None:
        """Look every few seconds, on a thread of its own that ends before Python does: DuckDB may not be cut off."""
        thread = threading.Thread(target=self._keep_looking, name="ready", daemon=True)
        thread.start()
        atexit.register(self._end, thread)

    def _keep_looking(self) -> None:
        while not self._done.is_set():
            self.look()
            self._done.wait(EVERY_S)

    def _end(self, thread: threading.Thread) -> None:
        self._done.set()
        thread.join()
