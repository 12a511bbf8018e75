"""Parts of the settings page: what a company set, its rules, its names, its files, its trail."""

from kadash.ui.settings.at_work import at_work
from kadash.ui.settings.files import files
from kadash.ui.settings.general import general
from kadash.ui.settings.names import names
from kadash.ui.settings.policy import policy
from kadash.ui.settings.roles import roles
from kadash.ui.settings.trail import trail

__all__ = ["at_work", "files", "general", "names", "policy", "roles", "trail"]
