"""A joint issue: what the other ministries answer, and what became of it in the lead's answer."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from replies.models import Reply, TakeOver


@dataclass(frozen=True, slots=True)
class TakenOver:
    """Takings of the replies to one issue, in time: by the answer that took, and by the answer that gave."""

    origins: dict[int, list[TakeOver]] = field(default_factory=lambda: defaultdict(list))
    destinations: dict[int, list[TakeOver]] = field(default_factory=lambda: defaultdict(list))


def taken_over(replies: Iterable[Reply]) -> TakenOver:
    """What was taken from or into the answers of these replies, of each pair the last.

    One query where nothing was taken, two else.
    """
    keys = [reply.pk for reply in replies]
    taken = TakeOver.objects.filter(Q(answer__reply__in=keys) | Q(source__reply__in=keys))
    found = TakenOver()
    last = {(answer, source): pk for pk, answer, source in taken.values_list("pk", "answer_id", "source_id")}
    if not last:
        return found
    rows = TakeOver.objects.filter(pk__in=last.values()).select_related(
        "taken_by",
        "answer__data_point",
        "answer__reply__assignment__ministry",
        "source__data_point",
        "source__reply__assignment__ministry",
    )
    for row in rows:
        found.origins[row.answer_id].append(row)
        found.destinations[row.source_id].append(row)
    return found
