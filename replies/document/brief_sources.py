"""The sources of answers: the documents that they cite, the addresses that they link to, their files."""

from collections.abc import Iterable, Iterator

from issues.citations import Reference, citations, references
from replies.document.brief_given import Dossier, Given
from replies.document.brief_words import BriefWords
from replies.document.tree import Item, Link, ListBlock, Paragraph, Text
from replies.document.words import words_of
from replies.models import Answer
from replies.richtext import parse, plain_text

# Addresses that a printed link may open; others are printed as text only.
OPENED = ("http://", "https://")


def sources_of(dossier: Dossier, words: BriefWords, language: str) -> ListBlock | None:
    """The sources of an issue, a bullet each, with the codes of the answers that name them; None for none."""
    annex = words_of(language).annex
    files = [
        *(f"{annex.format(number=number)}: {file.title}" for number, file in dossier.annexes),
        *(words.evidence.format(title=file.title, name=file.name) for file in dossier.evidence),
    ]
    lines = [*_cited(dossier.given, language), *(Paragraph((Text(line),), numbered=False) for line in files)]
    return ListBlock(tuple(Item((line,)) for line in lines), ordered=False) if lines else None


def _cited(given: Iterable[Given], language: str) -> Iterator[Paragraph]:
    """Each document or address once, in the order of first mention, with its paragraphs."""
    named = [(one.code, _references(one.answer)) for one in given]
    for citation in citations(named, language):
        shown = Text(citation.name)
        is_opened = citation.url.startswith(OPENED)
        places = " ".join(filter(None, [citation.paragraphs, f"({', '.join(citation.markers)})"]))
        name = Link(citation.url, (shown,)) if is_opened else shown
        yield Paragraph((name, Text(f" {places}")), numbered=False)


def _references(answer: Answer) -> list[Reference]:
    """What the text of an answer cites, with its notes; then the addresses that it links to."""
    if answer.form != Answer.Form.TEXT:
        return [found for cited in references([answer.text]) for found in cited]
    lines = plain_text(answer.text).split("\n")
    cited = [found for line in references(lines) for found in line]
    links = [str(link.get("href", "")) for link in parse(answer.text).iter("a")]
    return [*cited, *(Reference(href, href, href) for href in links)]
