"""The smallest valid rows, each function for one model."""

from datetime import date
from itertools import count
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.models import Ministry, Role, User
from issues.models import (
    Assignment,
    Coordination,
    DataPoint,
    Issue,
    ListOfIssues,
    Passage,
    Section,
    SourceNote,
)
from replies import services
from replies.files.uploads import Inspected
from replies.models import Answer, Attachment, Reply

NUMBER = count(1)
DUE = date(2023, 2, 15)


def make_ministry(**fields: Any) -> Ministry:
    n = next(NUMBER)
    return Ministry.objects.create(**{"code": f"ministry-{n}", "name_en": f"Ministry {n}"} | fields)


def make_user(role: str = Role.FOCAL_POINT, ministry: Ministry | None = None, **fields: Any) -> User:
    n = next(NUMBER)
    if role in {Role.FOCAL_POINT, Role.CLEARING_OFFICER}:
        ministry = ministry or make_ministry()
    values = {"email": f"person-{n}@example.org", "name": f"Person {n}"} | fields
    return User.objects.create(role=role, ministry=ministry, password="!", **values)


def make_list(**fields: Any) -> ListOfIssues:
    n = next(NUMBER)
    values = {
        "symbol": f"CAT/C/RUR/Q/{n}",
        "body": "CAT",
        "state": "RUR",
        "state_name": "Ruritania",
        "language": "en",
        "title": "List of issues in relation to the second periodic report of Ruritania",
        "due_date": DUE,
        "source_sha256": "0" * 64,
    }
    return ListOfIssues.objects.create(**values | fields)


def make_section(stored: ListOfIssues | None = None, **fields: Any) -> Section:
    stored = stored or make_list()
    values = {"position": stored.sections.count(), "heading": "Article 2", "articles": [2]}
    return Section.objects.create(list_of_issues=stored, **values | fields)


def make_issue(stored: ListOfIssues | None = None, **fields: Any) -> Issue:
    """An issue with one passage and no data point."""
    stored = stored or make_list()
    values = {"number": stored.issues.count() + 1, "label": "Deaths in custody"} | fields
    issue = Issue.objects.create(list_of_issues=stored, **values)
    Passage.objects.create(issue=issue, position=0, text="Please provide data on deaths and on their causes.")
    return issue


def make_point(issue: Issue | None = None, **fields: Any) -> DataPoint:
    issue = issue or make_issue()
    n = issue.data_points.count()
    values = {
        "position": n,
        "code": f"{issue.number}.{n + 1}",
        "start": 15 + n,
        "end": 16 + n,
        "label": "Data on deaths",
        "kind": "statistics",
    }
    passage = fields.pop("passage", None) or issue.passages.get(position=0)
    return DataPoint.objects.create(issue=issue, passage=passage, **values | fields)


def make_note(stored: ListOfIssues, **fields: Any) -> SourceNote:
    n = stored.notes.count()
    values = {"position": n, "marker": str(n + 1), "text": "CAT/C/RUR/2, para. 4."} | fields
    return SourceNote.objects.create(list_of_issues=stored, **values)


def make_coordinator(stored: ListOfIssues) -> User:
    user = make_user(Role.COORDINATOR)
    Coordination.objects.create(list_of_issues=stored, user=user)
    return user


def make_reply(
    stored: ListOfIssues | None = None,
    *,
    issue: Issue | None = None,
    ministry: Ministry | None = None,
    points: int = 1,
    role: str = Assignment.Role.LEAD,
) -> Reply:
    """A reply not yet started, to an issue with so many data points."""
    issue = issue or make_issue(stored)
    asked = [make_point(issue) for _ in range(points)]
    return services.assign(issue, ministry or make_ministry(), role=role, data_points=asked, by=None)


def focal_point_of(reply: Reply) -> User:
    return make_user(Role.FOCAL_POINT, reply.assignment.ministry)


def clearing_officer_of(reply: Reply) -> User:
    return make_user(Role.CLEARING_OFFICER, reply.assignment.ministry)


def answer_all(reply: Reply, *, by: User, text: str = "<p>Nine deaths.</p>") -> list[Answer]:
    """Every data point answered with the same text; the issue as a whole where none is asked."""
    points: list[DataPoint | None] = [*reply.assignment.data_points.all()] or [None]
    return [services.save_answer(reply, point, text=text, by=by).answer for point in points]


def attach(
    reply: Reply, content: bytes = b"%PDF-1.7", *, by: User | None = None, **fields: str
) -> Attachment:
    """A file, an annex by default, that has passed the gate and waits to be examined."""
    name = fields.pop("name", "law.pdf")
    found = Inspected(name, fields.pop("content_type", "application/pdf"), len(content))
    author = by or focal_point_of(reply)
    return services.attach(reply, ContentFile(content), found, **{"kind": "annex"} | fields, by=author)


def make_reply_in(status: str, **options: Any) -> Reply:
    """A reply moved to a status through the services, by people of its own."""
    reply = make_reply(**options)
    author, officer = focal_point_of(reply), clearing_officer_of(reply)
    coordinator = make_coordinator(reply.assignment.issue.list_of_issues)
    path = {
        "not_started": [],
        "drafting": ["draft"],
        "submitted": ["draft", "submit"],
        "cleared": ["draft", "submit", "clear"],
        "accepted": ["draft", "submit", "clear", "accept"],
        "returned": ["draft", "submit", "return"],
    }[status]
    steps = {
        "draft": lambda: answer_all(reply, by=author),
        "submit": lambda: services.submit(reply, by=author),
        "clear": lambda: services.clear(reply, seen=reply.text_hash(), by=officer),
        "accept": lambda: services.accept(reply, seen=reply.text_hash(), by=coordinator),
        "return": lambda: services.send_back(reply, note="Please add the year.", by=officer),
    }
    for step in path:
        steps[step]()
    reply.refresh_from_db()
    return reply


def make_attachment(reply: Reply, **fields: Any) -> Attachment:
    """A file that was looked at and not scanned."""
    values = {
        "kind": "annex",
        "title": "The law",
        "name": "law.pdf",
        "content_type": "application/pdf",
        "size": 8,
        "sha256": uuid4().hex * 2,
        "scan": "not_scanned",
        "examined_at": timezone.now(),
        "uploaded_by": focal_point_of(reply),
        "uploaded_at": timezone.now(),
    }
    attachment = Attachment(reply=reply, **values | fields)
    attachment.file.save("law.pdf", ContentFile(b"%PDF-1.7"), save=False)
    attachment.save()
    return attachment
