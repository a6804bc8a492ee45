"""Sending a list: sealed, frozen, told to everyone; and opening it again."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit import recorded
from accounts.models import User
from issues import services as issues_services
from issues.models import ListOfIssues
from replies.models import Compilation, CompilationFile, Notice, Reply, Submission
from replies.services.refusing import Refused
from replies.submission import rules
from replies.submission.sealing import damaged, hash_of, seal_of
from replies.submission.telling import note_everyone
from replies.tasks import send_notices


def submit_list(run: Compilation, *, confirmation: str, by: User) -> Submission:
    """Seal what a compilation made, freeze its list, and have everyone involved told once that is committed.

    Refused by the rules of `submission_refusal`, unless the symbol of the list was typed, and when a file is
    no longer what it was; nothing is changed then.
    """
    if why := rules.submission_refusal(by, run):
        raise Refused(why)
    if why := rules.confirmation_refusal(run.list_of_issues, confirmation.strip()):
        raise Refused(why)
    files = _whole_files(run)  # read before anything is locked: annexes can be large
    with recorded(by, "list submitted"):
        stored = _locked_with_replies(run.list_of_issues)
        if why := rules.submission_refusal(by, run):
            raise Refused(why)
        issues_services.set_status(stored, ListOfIssues.Status.SUBMITTED)
        seal = seal_of(files)
        submission = Submission.objects.create(
            list_of_issues=stored,
            compilation=run,
            seal=seal,
            sha256=hash_of(seal),
            by=by,
            at=timezone.now(),
        )
        _tell(submission, Notice.Kind.SUBMITTED)
    return submission


def _whole_files(run: Compilation) -> list[CompilationFile]:
    """The files of a compilation, each read and found to be what it was; raises Refused."""
    files = list(run.files.all())
    if not files:
        raise Refused(_("This compilation has no files: compile again."))
    if why := rules.damage_refusal(damaged(files)):
        raise Refused(why)
    return files


def _locked_with_replies(stored: ListOfIssues) -> ListOfIssues:
    """The list locked, then its replies by key: who is saving one ends first, who comes later waits."""
    found = issues_services.locked(stored)
    replies = Reply.objects.filter(assignment__issue__list_of_issues=found)
    list(replies.order_by("pk").select_for_update(of=("self",)).values_list("pk"))
    return found


def reopen_list(submission: Submission, *, reason: str, by: User) -> None:
    """Open a submitted list again, for a reason that everyone involved is told; its seal stays.

    Refused by the rules of `reopening_refusal` and without a reason.
    """
    with recorded(by, "list opened again"):
        stored = issues_services.locked(submission.list_of_issues)
        submission.refresh_from_db(from_queryset=Submission.objects.select_for_update())
        submission.list_of_issues = stored
        if why := rules.reopening_refusal(by, submission):
            raise Refused(why)
        if not reason.strip():
            raise Refused(_("Write why the list is opened again."))
        issues_services.set_status(stored, ListOfIssues.Status.OPEN)
        submission.reopened_by, submission.reopened_at = by, timezone.now()
        submission.reason = reason.strip()
        submission.save(update_fields=["reopened_by", "reopened_at", "reason"])
        _tell(submission, Notice.Kind.REOPENED)


def _tell(submission: Submission, kind: str) -> None:
    note_everyone(submission, kind, timezone.now())
    # Without the broker the notices are there all the same, and are sent later.
    transaction.on_commit(send_notices.delay, robust=True)
