"""The answers of a reply as cards: one for each data point, with what its form starts with."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from accounts.models import User
from issues.models import DataPoint, slug_of
from replies.addresses import address_of
from replies.forms import AnswerForm
from replies.models import Answer, Reply, TakeOver
from replies.pages.joint import TakenOver
from replies.pages.threads import Discussion, Thread
from replies.versions.changes import Change, Since
from replies.workflow import refusal, writing_action


@dataclass(frozen=True, slots=True)
class Fields:
    """The values of an answer's form: what is stored, or what somebody wrote and could not save."""

    form: str = Answer.Form.TEXT
    text: str = ""
    reason: str = ""
    see: str = ""
    base_version: int = 0

    @property
    def is_text(self) -> bool:
        """Whether there is nothing but a text, so that the other fields are empty."""
        return not (self.reason or self.see)


@dataclass(frozen=True, slots=True)
class Card:
    """One data point and its answer; `fields` is None where the person only reads."""

    reply: Reply
    point: DataPoint | None
    answer: Answer | None
    fields: Fields | None = None
    errors: tuple[str, ...] = ()
    change: Change | None = None
    origins: tuple[TakeOver, ...] = ()
    destinations: tuple[TakeOver, ...] = ()
    beside: tuple["Card", ...] = ()
    thread: Thread | None = None

    @property
    def code(self) -> str:
        """The data point's code, the issue's number where none is asked."""
        return self.point.code if self.point else str(self.reply.assignment.issue.number)

    @property
    def slug(self) -> str:
        """The code as part of an HTML id."""
        return slug_of(self.code)

    @property
    def state(self) -> str:
        """“answered” or “open”."""
        return "answered" if self.answer and self.answer.is_answered else "open"

    @property
    def save_url(self) -> str:
        """Where the form is sent; 0 stands for the issue as a whole."""
        return address_of("replies:answer_save", self.reply.pk, self.point.pk if self.point else 0)


def may_write(reply: Reply, user: User) -> bool:
    return refusal(user, reply, writing_action(user)) == ""


def cards(reply: Reply, *, writes: bool = False) -> list[Card]:
    """One card for each data point of the assignment; one for the issue as a whole where it has none."""
    answers = {answer.data_point_id: answer for answer in reply.answers.all()}
    points: list[DataPoint | None] = [*reply.assignment.data_points.all()] or [None]
    found = ((point, answers.get(point.pk if point else None)) for point in points)
    return [Card(reply, point, answer, fields_of(answer) if writes else None) for point, answer in found]


def with_changes(found: Iterable[Card], since: Since | None) -> list[Card]:
    """The cards with what became of each since the person last read it; as they are when they never did."""
    if since is None:
        return list(found)
    return [replace(card, change=since.of(card.answer)) for card in found]


def with_takings(found: Iterable[Card], taken: TakenOver) -> list[Card]:
    """The cards with where their text came from and went to."""
    return [
        replace(
            card,
            origins=tuple(taken.origins.get(card.answer.pk, ())),
            destinations=tuple(taken.destinations.get(card.answer.pk, ())),
        )
        if card.answer
        else card
        for card in found
    ]


def with_threads(found: Iterable[Card], discussion: Discussion) -> list[Card]:
    """The cards with what is said about each; where no data point is asked, that is said about the reply."""
    return [replace(card, thread=discussion.threads[card.point.pk]) if card.point else card for card in found]


def with_others_beside(found: Iterable[Card], others: Iterable[Card]) -> list[Card]:
    """The cards, each with what other ministries answer to the very same data point."""
    given = [card for card in others if card.state == "answered"]
    return [replace(card, beside=tuple(o for o in given if o.point == card.point)) for card in found]


def fields_of(answer: Answer | None) -> Fields:
    """What the form of an answer starts with."""
    if answer is None:
        return Fields()
    is_text = answer.form == Answer.Form.TEXT
    return Fields(
        form=answer.form,
        text=answer.text if is_text else "",
        reason="" if is_text else answer.text,
        see=answer.see.code if answer.see else "",
        base_version=answer.version,
    )


def fields_written(form: AnswerForm) -> Fields:
    """What somebody wrote and sent, as it came, for another try; templates escape it."""
    version = form.cleaned_data.get("base_version") or 0
    values = {name: str(form.data.get(name, "")) for name in ("form", "text", "reason", "see")}
    return Fields(**values, base_version=version)
