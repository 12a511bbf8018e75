"""What pages, commands and exports ask: reads marts, calls the pure rooms, returns frozen facts."""

from kadash.answers.asked import Asked

__all__ = ["Asked"]
