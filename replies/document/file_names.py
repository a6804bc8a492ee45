"""The names of the delivered files, such that every file system takes them.

Source of what is forbidden: Windows, the strictest; "Naming Files, Paths, and Namespaces". Two names that
differ only in case are one file there and on a Mac.
"""

import re
import unicodedata
from collections.abc import Iterable
from pathlib import PurePosixPath

from replies.document.tree import Annex

MOST_CHARACTERS, MOST_BYTES = 120, 240  # a file system counts either, up to 255
FORBIDDEN = re.compile(r'[<>:"/\\|?*]+')
RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\.|$)", re.IGNORECASE)
ENDING = re.compile(r"\.[a-z0-9]{1,10}")
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}  # control and format characters: some reverse what is read
ELLIPSIS = "…"


def document_name(symbol: str, ending: str, *more: str) -> str:
    """“CAT-C-KAZ-Q-4 replies.docx”; with what sets it apart from others: “… replies (draft, ru).docx”.

    `ending` comes with its dot.
    """
    suffix = f" ({cleaned(', '.join(more))})" if more else ""
    return fitted(f"{cleaned(symbol.replace('/', '-'))} replies{suffix}".strip(), ending)


def annex_names(annexes: Iterable[tuple[Annex, str]]) -> list[str]:
    """“Annex 3 – title.pdf” for each annex and the name that its file came with; no two are the same."""
    taken: set[str] = set()
    names: list[str] = []
    for annex, own_name in annexes:
        title = " – ".join(filter(None, (cleaned(annex.number), cleaned(annex.title))))
        name = _free(title, ending_of(own_name), taken)
        taken.add(name.casefold())
        names.append(name)
    return names


def ending_of(name: str) -> str:
    """The ending of a file's name in small letters, with its dot; empty where there is none to trust."""
    ending = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    return ending if ENDING.fullmatch(ending) else ""


def cleaned(text: str) -> str:
    """A text in composed letters on one line, without what a file system forbids in a name."""
    visible = "".join(
        letter for letter in " ".join(text.split()) if unicodedata.category(letter) not in UNSEEN
    )
    composed = unicodedata.normalize("NFC", FORBIDDEN.sub("-", visible))
    return " ".join(composed.split()).strip(" .")


def fitted(stem: str, ending: str, suffix: str = "") -> str:
    """A whole name of a cleaned stem, cut with an ellipsis where it is too long.

    `suffix` stands after the stem and is never cut.
    """
    if RESERVED.match(stem) or not stem:
        stem = f"_{stem}"
    rest = f"{suffix}{ending}"
    if _fits(f"{stem}{rest}"):
        return f"{stem}{rest}"
    kept = stem[: MOST_CHARACTERS - len(rest) - len(ELLIPSIS)]
    while not _fits(f"{kept}{ELLIPSIS}{rest}") or unicodedata.combining(stem[len(kept)]):
        kept = kept[:-1]  # never between a letter and the accent that stands on it
    return f"{kept.rstrip(' .')}{ELLIPSIS}{rest}"


def _fits(name: str) -> bool:
    return len(name) <= MOST_CHARACTERS and len(name.encode()) <= MOST_BYTES


def _free(stem: str, ending: str, taken: set[str]) -> str:
    name, number = fitted(stem, ending), 1
    while name.casefold() in taken:
        number += 1
        name = fitted(stem, ending, f" ({number})")
    return name
