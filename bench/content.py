"""The list of the measurements: CAT/C/KAZ/Q/4 with every data point answered."""

from itertools import cycle, islice

from django.db import transaction

from accounts.models import Ministry, Role, User
from bench.texts import TABLE, paragraph
from issues.models import ListOfIssues
from replies.management.commands.load_demonstration import (
    assign_all,
    load_ministries,
    load_people,
    load_the_list,
)
from replies.models import Reply
from replies.services import save_answer


@transaction.atomic
def fill(
    today: object, *, answers: int = 155, words: int = 70, tables: int = 30, notes: int = 60
) -> ListOfIssues:
    """Load the demonstration and answer its data points, the first of them with tables and notes."""
    ministries = load_ministries()
    load_people(ministries)
    stored = load_the_list(today)  # type: ignore[arg-type]
    assign_all(stored)
    done = 0
    for reply in Reply.objects.with_text().order_by("assignment__issue__number"):
        author = User.objects.get(role=Role.FOCAL_POINT, ministry=reply.assignment.ministry)
        for point in reply.assignment.data_points.all():
            if done < answers:
                text = paragraph(words, 1 if done < notes else 0) + (TABLE if done < tables else "")
                save_answer(reply, point, text=text, by=author)
                done += 1
    return stored


def more_focal_points(people: int) -> list[User]:
    """So many further focal points, as evenly as can be over the ministries that have something to answer."""
    ministries = Ministry.objects.filter(assignments__isnull=False).distinct()
    return [
        User.objects.create_user(
            f"focal-{number}.{ministry.code}@example.org",
            name=f"Focal point {number}",
            role=Role.FOCAL_POINT,
            ministry=ministry,
        )
        for number, ministry in enumerate(islice(cycle(ministries), people), start=1)
    ]
