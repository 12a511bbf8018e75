"""The parts of the Customer voice page, from top to bottom."""

from kadash.ui.voice.accounts import accounts_part
from kadash.ui.voice.drivers import drivers_part
from kadash.ui.voice.hand_out import hand_out
from kadash.ui.voice.head import head
from kadash.ui.voice.layers import layers_part
from kadash.ui.voice.nothing import nothing_yet

__all__ = ["accounts_part", "drivers_part", "hand_out", "head", "layers_part", "nothing_yet"]
