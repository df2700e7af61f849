"""Records for tests: the good ones show every field, each bad one breaks exactly one rule."""

from pathlib import Path
from typing import Final

BAD: Final = Path(__file__).parent / "bad"
GOOD: Final = Path(__file__).parent / "good"
