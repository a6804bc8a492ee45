"""The styles of the web page that is delivered as a file."""

from functools import cache
from pathlib import Path

from django.conf import settings

FILE = Path("static") / "css" / "printed.css"


@cache
def stylesheet() -> str:
    """Our own rules for the document, as they stand in the file that our pages use too."""
    return (settings.BASE_DIR / FILE).read_text()
