"""Text as runs that say their language, so that a spelling checker takes the right dictionary for each.

Decided by script: Cyrillic in a document in Latin letters is Russian, or Kazakh where a letter is that only
Kazakh has; Latin in a Russian document is English. Arabic is set from right to left.
"""

import re
from collections.abc import Mapping

from replies.document.docx_markup import attributes_of, run

_KAZAKH = "әғқңөұүһіӘҒҚҢӨҰҮҺІ"
_CYRILLIC = "Ѐ-ԯᲀ-ᲈⷠ-ⷿꙀ-ꚟ"
_LATIN = "A-Za-zªºÀ-ÖØ-öø-ɏḀ-ỿ"
_ARABIC = "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff"


def _stretch(letters: str) -> str:
    """From the first letter of a script to the last before another script, with all that is no letter."""
    return rf"[{letters}](?:[{letters}\W\d_]*[{letters}])?"


_WORD = f"(?:(?![{_KAZAKH}])[{_CYRILLIC}])*[{_KAZAKH}][{_CYRILLIC}]*"
_IN_LATIN = re.compile(f"(?P<cyrillic>{_stretch(_CYRILLIC)})|(?P<arabic>{_stretch(_ARABIC)})")
_IN_RUSSIAN = re.compile(
    rf"(?<![{_CYRILLIC}])(?P<kazakh>{_WORD}(?:\s+{_WORD})*)"
    f"|(?P<latin>{_stretch(_LATIN)})|(?P<arabic>{_stretch(_ARABIC)})"
)
_HAS_KAZAKH = re.compile(f"[{_KAZAKH}]")
_TAGS = {
    "russian": {"lang": attributes_of(val="ru-RU")},
    "kazakh": {"lang": attributes_of(val="kk-KZ")},
    "latin": {"lang": attributes_of(val="en-GB")},
    "arabic": {"rtl": "", "lang": attributes_of(bidi="ar-SA")},
}


class Speech:
    """Writes text of a document in one language (a tag such as en-GB)."""

    def __init__(self, tag: str) -> None:
        self._other = _IN_RUSSIAN if tag.startswith("ru") else _IN_LATIN

    def runs(self, text: str, values: Mapping[str, str] | None = None) -> str:
        """The text as one run, or as several where it changes to another script."""
        if text.isascii() and self._other is _IN_LATIN:
            return run(text, values)
        parts, end = [], 0
        for found in self._other.finditer(text):
            if found.start() > end:
                parts.append(run(text[end : found.start()], values))
            parts.append(run(found[0], {**(values or {}), **_TAGS[_kind(found)]}))
            end = found.end()
        if end < len(text) or not parts:
            parts.append(run(text[end:], values))
        return "".join(parts)


def _kind(found: "re.Match[str]") -> str:
    if found.lastgroup == "cyrillic":
        return "kazakh" if _HAS_KAZAKH.search(found[0]) else "russian"
    return str(found.lastgroup)
