"""The translations: every text has one in each language, with the same placeholders and markup."""

import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.utils import translation
from django.utils.translation import gettext as said
from django.utils.translation import ngettext as said_of

ROOT = Path(__file__).parent.parent
LANGUAGES = ("kk", "ru")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%|%[sd]|</?\w[^>]*>|&\w+;")


def path_of(language: str) -> Path:
    return ROOT / "locale" / language / "LC_MESSAGES/django.po"


def catalog(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, domain="django")


def texts(message: Message, attribute: str) -> list[str]:
    found = getattr(message, attribute)
    return [found] if isinstance(found, str) else [*found]


def faults(message: Message) -> list[str]:
    """What is wrong with one translation."""
    originals, translated = texts(message, "id"), texts(message, "string")
    if message.fuzzy or not all(translated):
        return ["not translated"]
    wanted, edges = Counter(PLACEHOLDER.findall(originals[-1])), (originals[0][0], originals[0][-1])
    wrong = [text for text in translated if Counter(PLACEHOLDER.findall(text)) != wanted]
    wrong += [
        text
        for text in translated
        if any((a == "\n") != (b == "\n") for a, b in zip(edges, (text[0], text[-1]), strict=True))
    ]
    return wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_placeholders_and_markup(language: str) -> None:
    found = {message.id: faults(message) for message in catalog(path_of(language)) if message.id}

    assert len(found) > 1000
    assert {text: wrong for text, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language: str, tmp_path: Path) -> None:
    if not shutil.which("xgettext"):
        pytest.skip("xgettext (Debian: gettext) is not here: that every text is translated was not checked")
    for name in ("accounts", "config", "issues", "replies", "templates", "locale", "manage.py"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    before = {(m.context, m.id) for m in catalog(path_of(language))}

    subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-W", "ignore", "manage.py", "makemessages", "--locale", language, "--no-obsolete"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )

    after = {(m.context, m.id) for m in catalog(tmp_path / path_of(language).relative_to(ROOT))}
    assert (after - before, before - after) == (set(), set())


def test_pages_speak_the_language_of_the_person() -> None:
    spoken = {}
    for language in LANGUAGES:
        with translation.override(language):
            words = [said_of("%(n)d answer is missing", "%(n)d answers are missing", n) for n in (1, 3, 5)]
            spoken[language] = [said("My desk"), *words]

    assert spoken == {
        "kk": ["Менің үстелім", *["%(n)d сұрауға жауап жоқ"] * 3],
        "ru": [
            "Мой стол",
            "отсутствует %(n)d ответ на запрос",
            "отсутствуют %(n)d ответа на запросы",
            "отсутствует %(n)d ответов на запросы",
        ],
    }
