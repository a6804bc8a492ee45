"""What a compilation was asked for: how the document is laid out, and what of it is printed."""

from dataclasses import dataclass

from replies.document.words import WORDS
from replies.models import Compilation


@dataclass(frozen=True, slots=True)
class Options:
    """`ministry` and `section` are keys; set, only that part is printed. `language` is one of `WORDS`."""

    language: str
    layout: str = Compilation.Layout.BY_ISSUE
    with_unaccepted: bool = True
    with_questions: bool = False
    ministry: int | None = None
    section: int | None = None

    @property
    def by_issue(self) -> bool:
        return self.layout == Compilation.Layout.BY_ISSUE

    @property
    def is_part(self) -> bool:
        return self.ministry is not None or self.section is not None


def options_of(run: Compilation, language: str) -> Options:
    """The options of a stored run, for its document in one of its languages."""
    return Options(
        language=language,
        layout=run.layout,
        with_unaccepted=run.with_unaccepted,
        with_questions=run.with_questions,
        ministry=run.ministry_id,
        section=run.section_id,
    )


def printed_language(language: str) -> str:
    """The language in which the document prints its own words: English where another is not set up yet."""
    return language if language in WORDS else "en"
