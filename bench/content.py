"""The list of the measurements: CAT/C/KAZ/Q/4 with every data point answered."""

import re
from itertools import cycle

from django.db import transaction

from accounts.models import Role, User
from issues.models import ListOfIssues
from replies.management.commands.load_demonstration import (
    assign_all,
    load_ministries,
    load_people,
    load_the_list,
)
from replies.models import Reply
from replies.services import save_answer

WORDS = re.findall(r"\w+", "The bodies concerned register each report on the day on which it is received")
TABLE = (
    '<table data-title="Cases by year"><tbody><tr><th>Year</th><th>Cases</th></tr>'
    "<tr><td>2021</td><td>12</td></tr><tr><td>2022</td><td>9</td></tr></tbody></table>"
)
NOTE = '<span data-footnote="Statistical report No. 1-M of 2022."></span>'


def paragraph(words: int, notes: int) -> str:
    """A paragraph of so many words with so many footnotes."""
    text = " ".join(word for word, _ in zip(cycle(WORDS), range(words), strict=False))
    return f"<p>{text}.{NOTE * notes}</p>"


@transaction.atomic
def fill(
    today: object, *, answers: int = 155, words: int = 70, tables: int = 30, notes: int = 60
) -> ListOfIssues:
    """Load the demonstration and answer its data points, the first of them with tables and notes."""
    ministries = load_ministries()
    load_people(ministries)
    stored = load_the_list(today)  # type: ignore[arg-type]
    assign_all(stored, ministries)
    done = 0
    for reply in Reply.objects.with_text().order_by("assignment__issue__number"):
        author = User.objects.get(role=Role.FOCAL_POINT, ministry=reply.assignment.ministry)
        for point in reply.assignment.data_points.all():
            if done < answers:
                text = paragraph(words, 1 if done < notes else 0) + (TABLE if done < tables else "")
                save_answer(reply, point, text=text, by=author)
                done += 1
    return stored
