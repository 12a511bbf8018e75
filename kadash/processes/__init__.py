"""Several processes of the app behind one address: started, watched and ended together, nginx before them.

One Python process serves on one core. Each of these opens the same published files read-only and writes into the same
journal; whoever came to one of them stays with it (docs/decisions/240).
"""

from kadash.processes.crew import Served, serve

__all__ = ["Served", "serve"]
