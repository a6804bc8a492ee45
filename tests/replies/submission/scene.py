"""The stage of the tests of submissions: a list whose only reply is accepted, compiled whole."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.models import Role, User
from issues.models import ListOfIssues
from replies.document.snapshot import moment_of
from replies.models import Compilation, CompilationFile, Reply, Submission
from replies.services.submitting import submit_list
from tests import factories


@dataclass(slots=True)
class Scene:
    """A list with one accepted reply, its coordinator, an administrator, and a final compilation."""

    stored: ListOfIssues
    reply: Reply
    coordinator: User
    administrator: User
    run: Compilation

    def submit(self) -> Submission:
        return submit_list(self.run, confirmation=self.stored.symbol, by=self.administrator)


def make_run(stored: ListOfIssues, by: User, *, with_file: bool = True, **fields: Any) -> Compilation:
    """A compilation that is done, whole and final, of what stands now."""
    now = timezone.now()
    values = {
        "status": "done",
        "languages": ["en"],
        "words": 1234,
        "is_draft": False,
        "made_of": moment_of(stored),
        "started_by": by,
        "started_at": now,
        "heartbeat_at": now,
        "finished_at": now,
    }
    run = Compilation.objects.create(list_of_issues=stored, **values | fields)
    if with_file:
        make_file(run)
    return run


def make_file(run: Compilation, content: bytes = b"PK of Word", **fields: Any) -> CompilationFile:
    values = {"language": "en", "format": "docx", "name": "Replies CAT-C-RUR-Q-1.docx"}
    digest = hashlib.sha256(content).hexdigest()
    file = CompilationFile(compilation=run, size=len(content), sha256=digest, **values | fields)
    file.file.save("", ContentFile(content), save=False)
    file.save()
    return file


def make_scene(**fields: Any) -> Scene:
    stored = factories.make_list(**fields)
    reply = factories.make_reply_in("accepted", stored=stored)
    administrator = factories.make_user(Role.ADMINISTRATOR)
    coordinator = stored.coordinators.get()
    return Scene(stored, reply, coordinator, administrator, make_run(stored, coordinator))
