"""What the Committee asks, as a page shows it: made once, with the states of the answers put in."""

import re
from collections.abc import Iterable
from functools import partial

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from issues.marking import marked
from issues.models import Issue
from replies.pages.cards import Card
from replies.pages.fragments import kept

# A quotation mark of the text itself is written as an entity: this is always an attribute of a mark.
STATE = re.compile(r'(data-code="([^"]+)" data-state=)""')


def law_of(issue: Issue, cards: Iterable[Card]) -> SafeString:
    """The text of an issue, each data point with the state of the first card that answers it.

    “elsewhere” says that none does: another ministry owes it. The text is kept in the cache for an hour.
    """
    states: dict[str, str] = {}
    for card in cards:
        states.setdefault(card.code, card.state)
    html = kept(f"law-{issue.pk}-{get_language()}", partial(_law, issue))
    return SafeString(STATE.sub(lambda mark: f'{mark[1]}"{states.get(mark[2], "elsewhere")}"', html))


def _law(issue: Issue) -> str:
    values = {
        "issue": issue,
        "list_of_issues": issue.list_of_issues,
        "text": marked(issue),
        "LANGUAGE_CODE": get_language(),
    }
    return render_to_string("replies/_law.html", values)
