"""An account's personal data, erased on request: from the journal, from kept generations, and from every later load."""

from kadash.loads.erasing.erase import Erased, erase, erase_entries, erase_from_generations
from kadash.loads.erasing.files import files_that_hold
from kadash.loads.erasing.names import names_of, places_of

__all__ = ["Erased", "erase", "erase_entries", "erase_from_generations", "files_that_hold", "names_of", "places_of"]
