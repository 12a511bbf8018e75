"""Parts of the settings page: what a company set, its rules, its names, its files."""

from kadash.ui.settings.files import files
from kadash.ui.settings.general import general
from kadash.ui.settings.names import names
from kadash.ui.settings.policy import policy

__all__ = ["files", "general", "names", "policy"]
