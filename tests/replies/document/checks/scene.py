"""Answers as the checks read them, made of HTML alone: no database."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from accounts.models import Ministry
from issues.models import Assignment, DataPoint, Issue, ListOfIssues
from replies.document.blocks import blocks_from_html
from replies.document.checks.finding import Finding
from replies.document.checks.given import Given, given_of
from replies.models import Answer, Reply

STORED = ListOfIssues(pk=1, symbol="CAT/C/KAZ/Q/4", document_date=date(2022, 12, 16), language="en")


def given(
    text: str, *, code: str = "1.1", ministry: str = "Ministry of Health", form: str = "text", **asked: Any
) -> Given:
    """The answer to a data point with this code; `asked` are fields of the data point."""
    number = int(code.split("(", maxsplit=1)[0].split(".", maxsplit=1)[0])
    issue = Issue(pk=number, number=number, label="Deaths in custody", list_of_issues=STORED)
    of_ministry = Ministry(pk=len(ministry), code="m", name_en=ministry)
    reply = Reply(pk=number, assignment=Assignment(issue=issue, ministry=of_ministry))
    values = {"kind": "information", "position": 0, "label": "Data on deaths"} | asked
    point = DataPoint(pk=number, code=code, issue=issue, **values)
    answer = Answer(reply=reply, data_point=point, form=form, text=text)
    return given_of(reply, answer, blocks_from_html(text))


def table(*rows: str, title: str = "Deaths", heads: int = 1) -> str:
    """A table as an answer stores it, from rows such as “Men|12”; the first ones are heads."""
    body = "".join(
        f"<tr>{''.join(_cell(text, is_head=number < heads) for text in row.split('|'))}</tr>"
        for number, row in enumerate(rows)
    )
    return f'<table data-title="{title}"><tbody>{body}</tbody></table>'


def _cell(text: str, *, is_head: bool) -> str:
    tag = "th" if is_head else "td"
    return f"<{tag}><p>{text}</p></{tag}>"


def texts(found: Iterable[Finding]) -> list[str]:
    return [finding.text for finding in found]
