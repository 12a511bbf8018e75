"""What changed, first on the overview: a line an account, why and what to do behind it, and the file to send."""

from kadash.ui.changes.panel import changes_panel

__all__ = ["changes_panel"]
