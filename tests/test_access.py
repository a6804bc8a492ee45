"""The access matrix: every address × every role. An address without a row here fails the test."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from accounts.models import Absence, Role, User
from accounts.services import make_calendar_key
from replies import services
from replies.document import compiling
from replies.files.previews import preview_name
from replies.files.uploads import Inspected
from replies.models import Comment, Compilation, CompilationFile, Digest, Reply
from replies.pages.feed import address_of
from replies.unsubscribing import token_for
from tests import factories
from tests.conftest import SignedIn

pytestmark = pytest.mark.django_db

ROLES = (
    "focal point",
    "clearing officer",
    "coordinator",
    "administrator",
    "observer",
    "focal point elsewhere",
    "coordinator elsewhere",
)
EVERYBODY = (200,) * 7
# In the order of ROLES, for a draft. A 302 of a POST is “done”, or “refused” said on the page.
MATRIX: dict[str, tuple[int, ...]] = {
    "replies:desk": EVERYBODY,
    "replies:lists": EVERYBODY,
    "replies:overview": (403, 403, 403, 200, 403, 403, 403),
    "replies:register": (200, 200, 200, 200, 200, 200, 404),
    "replies:register_export": (200, 200, 200, 200, 200, 200, 404),
    "replies:view_save": (302, 302, 302, 302, 302, 302, 404),
    "replies:view_delete": (302, 404, 404, 404, 404, 404, 404),
    "replies:progress": (403, 403, 200, 200, 200, 403, 404),
    "replies:visited": (403, 403, 302, 302, 302, 403, 404),
    "replies:assignments": (403, 403, 200, 200, 403, 403, 404),
    "replies:assign": (403, 403, 302, 302, 403, 403, 404),
    "replies:assign_many": (403, 403, 302, 302, 403, 403, 404),
    "replies:assign_proposed": (403, 403, 302, 302, 403, 403, 404),
    "replies:schedule": (200, 200, 200, 200, 200, 200, 404),
    "replies:deadlines": (403, 403, 200, 200, 403, 403, 404),
    "replies:issue_assignments": (403, 403, 200, 200, 403, 403, 404),
    "replies:issue_roles": (403, 403, 302, 302, 403, 403, 404),
    "replies:issue_points": (403, 403, 302, 302, 403, 403, 404),
    "replies:reminders": (403, 403, 200, 200, 403, 403, 404),
    "replies:by_hand": (403, 403, 200, 200, 403, 403, 404),
    "replies:by_hand_send": (403, 403, 422, 422, 403, 403, 404),
    "replies:by_hand_sent": (403, 403, 200, 200, 403, 403, 404),
    "replies:palette": EVERYBODY,
    "replies:list_copy": (200, 200, 200, 200, 200, 200, 404),
    "replies:issue_copy": (200, 200, 200, 200, 200, 200, 404),
    "replies:reply_copy": (200, 200, 200, 200, 404, 404, 404),
    "replies:issue": (200, 200, 200, 200, 200, 200, 404),
    "replies:document": (403, 403, 200, 200, 403, 403, 404),
    "replies:compile": (403, 403, 302, 302, 403, 403, 404),
    "replies:checks": (403, 403, 200, 200, 403, 403, 404),
    "replies:checks_set_aside": (403, 403, 302, 302, 403, 403, 404),
    "replies:checks_take_back": (403, 403, 302, 302, 403, 403, 404),
    "replies:compilation": (404, 404, 200, 200, 404, 404, 404),
    "replies:cleanup": (403, 403, 200, 200, 403, 403, 404),
    "replies:cleanup_answer": (403, 403, 422, 422, 403, 403, 404),
    "replies:cleanup_read": (403, 403, 302, 302, 403, 403, 404),
    "replies:cleanup_thread": (403, 403, 302, 302, 403, 403, 404),
    "replies:compilation_cancel": (404, 404, 302, 302, 404, 404, 404),
    "replies:compilation_file": (404, 404, 200, 200, 404, 404, 404),
    "replies:compilation_details": (404, 404, 200, 200, 404, 404, 404),
    "replies:read": (404, 404, 200, 200, 404, 404, 404),
    "replies:compare": (404, 404, 302, 302, 404, 404, 404),
    "replies:word_template": (403, 403, 403, 200, 403, 403, 403),
    "replies:word_template_withdraw": (403, 403, 403, 302, 403, 403, 403),
    "replies:word_template_download": (403, 403, 403, 302, 403, 403, 403),
    "replies:word_template_specimen": (403, 403, 403, 200, 403, 403, 403),
    "replies:submission": (403, 403, 200, 200, 200, 403, 404),
    "replies:submit_list": (403, 403, 422, 422, 422, 403, 404),
    "replies:reopen_list": (403, 403, 302, 302, 302, 403, 404),
    "replies:brief": (403, 403, 200, 200, 403, 403, 404),
    "replies:detail": (200, 200, 200, 200, 404, 404, 404),
    "replies:answer_save": (302, 422, 422, 422, 404, 404, 404),
    "replies:timeline": (200, 200, 200, 200, 404, 404, 404),
    "replies:versions": (200, 200, 200, 200, 404, 404, 404),
    "replies:restore": (302, 302, 302, 302, 404, 404, 404),
    "replies:presence": (200, 200, 200, 200, 404, 404, 404),
    "replies:submit": (302, 302, 302, 302, 404, 404, 404),
    "replies:mark_read": (302, 302, 302, 302, 404, 404, 404),
    "replies:take_over": (302, 302, 302, 302, 404, 404, 404),
    "replies:withdraw": (302, 302, 302, 302, 404, 404, 404),
    "replies:clear": (302, 302, 302, 302, 404, 404, 404),
    "replies:accept": (302, 302, 302, 302, 404, 404, 404),
    "replies:return": (302, 302, 302, 302, 404, 404, 404),
    "replies:take_on": (302, 302, 302, 302, 404, 404, 404),
    "replies:decline": (200, 200, 403, 403, 404, 404, 404),
    "replies:agree": (403, 403, 302, 302, 404, 404, 404),
    "replies:uphold": (403, 403, 422, 422, 404, 404, 404),
    "replies:attach": (422, 422, 422, 422, 404, 404, 404),
    "replies:comment": (302, 302, 302, 302, 404, 404, 404),
    "replies:people": (200, 200, 200, 200, 404, 404, 404),
    "replies:attachment_download": (200, 200, 200, 200, 404, 404, 404),
    "replies:attachments": (200, 200, 200, 200, 404, 404, 404),
    "replies:attachment_describe": (302, 422, 422, 422, 404, 404, 404),
    "replies:attachment_move": (302, 302, 302, 302, 404, 404, 404),
    "replies:attachment_replace": (422, 422, 422, 422, 404, 404, 404),
    "replies:attachment_remove": (302, 302, 302, 302, 404, 404, 404),
    "replies:attachment_preview": (200, 200, 200, 200, 404, 404, 404),
    "replies:attachment_versions": (200, 200, 200, 200, 404, 404, 404),
    "replies:attachment_version": (200, 200, 200, 200, 404, 404, 404),
    "replies:comment_resolve": (302, 302, 302, 302, 404, 404, 404),
    "replies:comment_reopen": (302, 302, 302, 302, 404, 404, 404),
    "replies:person": (200, 404, 200, 200, 404, 404, 404),
    "replies:tomorrow": (403, 403, 200, 200, 403, 403, 404),
    "replies:mail": (403, 403, 403, 200, 403, 403, 403),
    "replies:mail_test": (403, 403, 403, 302, 403, 403, 403),
    "replies:mail_retry": (403, 403, 403, 302, 403, 403, 403),
    "replies:mail_bounce": (403, 403, 403, 302, 403, 403, 403),
    "replies:mail_bounce_back": (403, 403, 403, 302, 403, 403, 403),
    "replies:search": EVERYBODY,
    "replies:settings": EVERYBODY,
    "replies:absence_add": (422,) * 7,
    "replies:absence_end": (302, 404, 404, 404, 404, 404, 404),
    "replies:calendar_address_make": (302,) * 7,
    "replies:calendar_address_revoke": (302,) * 7,
    "replies:feed": EVERYBODY,
    "replies:calendar": (403, 403, 200, 200, 403, 403, 200),
    "replies:unsubscribe": EVERYBODY,
    "replies:mailbox": (404,) * 7,
    "replies:mailbox_message": (404,) * 7,
    "admin:index": (302, 302, 302, 200, 302, 302, 302),
    "healthz": EVERYBODY,
}
OF_A_MAIL = ("replies:mail_retry", "replies:mail_bounce", "replies:mail_bounce_back")
OF_AN_ANSWER = ("replies:cleanup_answer", "replies:cleanup_read", "replies:cleanup_thread")
OF_AN_ISSUE = (
    "replies:issue",
    "replies:issue_copy",
    "replies:issue_assignments",
    "replies:issue_roles",
    "replies:issue_points",
)
OF_THE_ASSIGNMENTS = (
    "replies:assignments",
    "replies:assign",
    "replies:assign_many",
    "replies:assign_proposed",
    "replies:schedule",
    "replies:deadlines",
    "replies:tomorrow",
)
REMINDED_BY_HAND = UUID(int=1)
OPEN_TO_ALL = {"healthz", "replies:unsubscribe", "replies:feed"}
POSTS = {
    "replies:visited": {},
    "replies:answer_save": {"form": "text", "text": "<p>Ten.</p>", "base_version": "1"},
    "replies:view_save": {"page": "register", "name": "Late"},
    "replies:view_delete": {},
    "replies:assign": {"cell": "1-1-none"},
    "replies:assign_many": {"role": "lead"},
    "replies:assign_proposed": {},
    "replies:deadlines": {},
    "replies:issue_roles": {},
    "replies:issue_points": {},
    "replies:by_hand_send": {},
    "replies:checks_set_aside": {"key": "page", "reason": "A book."},
    "replies:checks_take_back": {"key": "page"},
    "replies:compile": {"layout": "by-issue", "languages": ["en"], "with_unaccepted": "yes"},
    "replies:compilation_cancel": {},
    "replies:cleanup_answer": {"form": "text", "text": "<p>Ten.</p>", "base_version": "1"},
    "replies:word_template_withdraw": {},
    "replies:submit_list": {"confirmation": "yes"},
    "replies:reopen_list": {"reason": "A figure was wrong."},
    "replies:presence": {"point": "0"},
    "replies:submit": {},
    "replies:restore": {"event": "1", "base_version": "1"},
    "replies:mark_read": {},
    "replies:take_over": {"source": "1"},
    "replies:withdraw": {},
    "replies:clear": {},
    "replies:accept": {},
    "replies:return": {"note": "Which year?"},
    "replies:take_on": {},
    "replies:agree": {},
    "replies:uphold": {},
    "replies:attach": {"kind": "annex"},
    "replies:comment": {"text": "Which year?"},
    "replies:attachment_describe": {"title": "The law", "kind": "annex"},
    "replies:attachment_move": {"steps": "1"},
    "replies:attachment_replace": {},
    "replies:attachment_remove": {},
    "replies:absence_add": {},
    "replies:absence_end": {},
    "replies:calendar_address_make": {},
    "replies:calendar_address_revoke": {},
    "replies:mail_test": {},
    "replies:mail_retry": {},
    "replies:mail_bounce": {"said": "No such mailbox"},
    "replies:mail_bounce_back": {},
    "replies:comment_resolve": {},
    "replies:comment_reopen": {},
}
# Pages of packages: sign-in is open by its nature, Django's admin asks for an administrator throughout.
OF_PACKAGES = ("account_", "admin:", "set_language", "javascript-catalog")


@dataclass
class Scene:
    """A draft with text, a file, a remark and a compilation, and a person for every role."""

    reply: Reply
    people: dict[str, User]

    def url(self, name: str) -> str:
        stored = self.reply.assignment.issue.list_of_issues
        arguments: dict[str, list[Any]] = {
            "replies:answer_save": [self.reply.pk, self.reply.assignment.data_points.get().pk],
            "replies:register": [stored.pk],
            "replies:register_export": [stored.pk, "xlsx"],
            "replies:view_save": [stored.pk],
            "replies:view_delete": [self.people["focal point"].saved_views.get().pk],
            "replies:list_copy": [stored.pk],
            "replies:progress": [stored.pk],
            "replies:visited": [stored.pk],
            "replies:document": [stored.pk],
            "replies:submission": [stored.pk],
            "replies:submit_list": [stored.pk],
            "replies:reopen_list": [stored.pk],
            "replies:brief": [stored.pk, "docx"],
            "replies:compile": [stored.pk],
            "replies:checks": [stored.pk],
            "replies:checks_set_aside": [stored.pk],
            "replies:checks_take_back": [stored.pk],
            **{name: [self.reply.assignment.issue_id] for name in OF_AN_ISSUE},
            **{name: [stored.pk] for name in OF_THE_ASSIGNMENTS},
            **{f"replies:{name}": [stored.pk] for name in ("reminders", "by_hand", "by_hand_send")},
            "replies:by_hand_sent": [stored.pk, REMINDED_BY_HAND],
            "replies:mailbox_message": ["message"],
            "replies:absence_end": [self.people["focal point"].absences.get().pk],
            "replies:person": [self.people["focal point"].pk],
            **{name: ["digest", Digest.objects.earliest("pk").pk] for name in OF_A_MAIL},
            "replies:feed": [address_of(self.people["focal point"]).rpartition("/")[2].removesuffix(".ics")],
            "replies:calendar": [stored.state],
            "replies:unsubscribe": [token_for(self.people["focal point"], ["moved"])],
        }
        file = self.reply.attachments.get().pk
        answer = self.reply.answers.get().pk
        files = CompilationFile.objects.values_list("compilation", "pk")
        arguments |= {
            "replies:attachments": [self.reply.pk],
            "replies:cleanup": [stored.pk],
            **{name: [stored.pk, answer] for name in OF_AN_ANSWER},
            "replies:compilation_file": list(files.earliest("pk")),
            "replies:attachment_preview": [file, 1],
            "replies:attachment_version": [file, 1],
        }
        rows = {
            **dict.fromkeys(("compilation", "read", "compare"), Compilation.objects.earliest("pk").pk),
            "attachment_": file,
            "comment_": self.reply.comments.values_list("pk", flat=True).first(),
            **dict.fromkeys(("versions", "restore"), self.reply.answers.get().pk),
        }
        for part, pk in rows.items():
            if name.startswith(f"replies:{part}"):
                arguments.setdefault(name, [pk])
        without = {"replies:palette", "replies:desk", "replies:mailbox", "admin:index", "healthz"}
        without |= {"replies:lists", "replies:overview"}
        without |= {"replies:mail", "replies:mail_test", "replies:settings", "replies:absence_add"}
        without |= {"replies:search"}
        without |= {"replies:calendar_address_make", "replies:calendar_address_revoke"}
        is_alone = name in without or name.startswith("replies:word_template")
        return reverse(name, args=[] if is_alone else arguments.get(name, [self.reply.pk]))


@pytest.fixture
def scene() -> Scene:
    reply = factories.make_reply_in("drafting")
    author, officer = factories.focal_point_of(reply), factories.clearing_officer_of(reply)
    coordinator = reply.assignment.issue.list_of_issues.coordinators.get()
    make_file(reply, author)
    make_calendar_key(author, by=author)
    Absence.objects.create(user=author, first_day=date(2023, 1, 2))
    services.comment(reply, text="Which year?", by=officer)
    make_compilation(reply, coordinator)
    stored = reply.assignment.issue.list_of_issues
    services.remind(stored, [reply], note="", key=REMINDED_BY_HAND, by=coordinator)
    services.save_view(stored, "register", "", name="Everything", by=author)
    Digest.objects.create(user=author, day=date(2023, 2, 1), next_attempt_at=timezone.now())
    people = (
        author,
        officer,
        coordinator,
        factories.make_user(Role.ADMINISTRATOR),
        factories.make_user(Role.OBSERVER),
        factories.make_user(Role.FOCAL_POINT),
        factories.make_coordinator(factories.make_list(status="intake")),
    )
    return Scene(reply, dict(zip(ROLES, people, strict=True)))


def make_file(reply: Reply, author: User) -> None:
    """A file in its second version, with a preview."""
    found = Inspected("law.pdf", "application/pdf", 8)
    file = services.attach(reply, ContentFile(b"%PDF-1.7"), found, kind="annex", title="The law", by=author)
    file = services.replace(file, ContentFile(b"%PDF-1.7"), found, by=author)
    default_storage.save(preview_name(str(file.file.name), 1), ContentFile(b"JPEG"))
    examined = {"sha256": sha256(b"%PDF-1.7").hexdigest(), "scan": "clean", "examined_at": timezone.now()}
    reply.attachments.update(preview_pages=1, **examined)


def make_compilation(reply: Reply, coordinator: User) -> None:
    run = services.start_compilation(reply.assignment.issue.list_of_issues, by=coordinator)
    compiling.run(run.pk)


def ask(client: SignedIn, scene: Scene, name: str) -> int:
    response = client.post(scene.url(name), POSTS[name]) if name in POSTS else client.get(scene.url(name))
    if response.streaming:
        response.getvalue()
    return response.status_code


def names_of(patterns: list[Any], namespace: str = "") -> set[str]:
    found: set[str] = set()
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else namespace
            found |= names_of(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern) and pattern.name:
            found.add(f"{namespace}{pattern.name}")
    return found


def test_every_address_has_a_row() -> None:
    names = names_of(get_resolver().url_patterns)

    ours = {name for name in names if not name.startswith(OF_PACKAGES)}

    assert ours == set(MATRIX) - {"admin:index"}


@pytest.mark.parametrize("name", MATRIX)
def test_access_of_every_role(client: SignedIn, scene: Scene, name: str) -> None:
    statuses = {}
    for role, user in scene.people.items():
        with transaction.atomic():  # each role finds the same draft
            statuses[role] = ask(client.of(user), scene, name)
            transaction.set_rollback(True)

    assert statuses == dict(zip(ROLES, MATRIX[name], strict=True))


@pytest.mark.parametrize("name", MATRIX)
def test_access_without_sign_in_leads_to_it(client: SignedIn, scene: Scene, name: str) -> None:
    response = client.post(scene.url(name)) if name in POSTS else client.get(scene.url(name))

    sign_in = reverse("admin:login" if name.startswith("admin:") else "account_login")
    expected = (200, "") if name in OPEN_TO_ALL else (302, sign_in)
    assert (response.status_code, response.headers.get("Location", "").split("?")[0]) == expected


@pytest.mark.parametrize("name", POSTS)
def test_what_changes_rows_is_never_a_get(client: SignedIn, scene: Scene, name: str) -> None:
    before = [list(rows.model.objects.values()) for rows in (Reply.objects, Comment.objects)]

    response = client.of(scene.people["administrator"]).get(scene.url(name))

    # A form that can be refused stays under its address: a reload there leads back to the reply.
    # Submitting shows first what will go, to who may submit.
    pages = {
        "replies:return",
        "replies:attach",
        "replies:comment",
        "replies:submit",
        "replies:cleanup_answer",
        "replies:absence_add",
        "replies:deadlines",
    }
    pages |= {"replies:submit_list", "replies:reopen_list", "replies:by_hand_send"}
    expected = 302 if name in pages else 405
    after = [list(rows.model.objects.values()) for rows in (Reply.objects, Comment.objects)]
    assert (response.status_code, after) == (expected, before)
