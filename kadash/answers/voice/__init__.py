"""What customers said in surveys: drivers, layers, accounts, what matters, what to mend first."""

from kadash.answers.voice.account import AccountVoice, voice_of_account
from kadash.answers.voice.answer import Voice, voice

__all__ = ["AccountVoice", "Voice", "voice", "voice_of_account"]
