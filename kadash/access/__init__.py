"""Who may see what and do what: a scope goes with every question, a right with every act."""

from kadash.access.rights import RIGHTS, Right
from kadash.access.roles import REVOKED, Deputy, Grant, Role, subject_of
from kadash.access.scope import Scope
from kadash.access.viewer import Kept, Viewer, administrators_among, viewer_of

__all__ = [
    "REVOKED", "RIGHTS", "Deputy", "Grant", "Kept", "Right", "Role", "Scope", "Viewer", "administrators_among",
    "subject_of", "viewer_of",
]
