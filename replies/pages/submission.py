"""Is it sent, what exactly was sent, and what comes next?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q
from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from issues.models import ListOfIssues
from replies.models import Compilation, CompilationFile, Notice, Reply, Submission
from replies.permissions import compile_refusal
from replies.submission import rules
from replies.submission.standing import newest_whole
from replies.workflow import Status


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that must be so before a list is sent: how it stands, and where to do it (or empty)."""

    name: str
    said: str
    is_done: bool
    url: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """The notices of one event, by how they stand."""

    notices: tuple[Notice, ...]

    @property
    def sentence(self) -> str:
        """How many were told, in words."""
        sent = sum(notice.status == Notice.Status.SENT for notice in self.notices)
        failed = sum(notice.status == Notice.Status.FAILED for notice in self.notices)
        waiting = len(self.notices) - sent - failed
        said = [_("Told by mail: %(sent)d of %(all)d.") % {"sent": sent, "all": len(self.notices)}]
        if waiting:
            said.append(ngettext("%d mail is on its way.", "%d mails are on their way.", waiting) % waiting)
        if failed:
            said.append(
                ngettext("%d mail could not be sent.", "%d mails could not be sent.", failed) % failed
            )
        return " ".join(said)


@dataclass(frozen=True, slots=True)
class Record:
    """A submission with its files and with who was told of it and of its reopening."""

    submission: Submission
    files: tuple[CompilationFile, ...]
    told: Told
    told_again: Told


@dataclass(frozen=True, slots=True)
class SubmissionPage:
    """What the page says to one person. `refusal` is why they cannot submit, empty when they can.

    `run` is the compilation that would be sent, with its `files`; `standing` is what was sent.
    """

    sentence: str
    steps: tuple[Step, ...]
    run: Compilation | None
    files: tuple[CompilationFile, ...]
    refusal: str
    standing: Record | None
    reopening_refusal: str
    earlier: tuple[Record, ...]
    opens_files: bool


def submission_page(stored: ListOfIssues, user: User) -> SubmissionPage:
    """The page of a list for one person; its number of queries does not grow with submissions or people."""
    records = _records(stored)
    standing = next((record for record in records if record.submission.reopened_at is None), None)
    run = None if standing else newest_whole(stored)
    accepted, replies = _accepted(stored)
    trouble = "" if standing else _trouble(run)
    opens_files = not compile_refusal(user)
    return SubmissionPage(
        sentence=_sentence(records, accepted, replies, trouble),
        steps=_steps(stored, run, (accepted, replies), trouble, standing, opens=opens_files),
        run=None if trouble else run,
        files=tuple(run.files.all()) if run and not trouble else (),
        refusal=rules.role_refusal(user) or trouble,
        standing=standing,
        reopening_refusal=rules.reopening_refusal(user, standing.submission) if standing else "",
        earlier=tuple(record for record in records if record != standing),
        opens_files=opens_files,
    )


def _records(stored: ListOfIssues) -> list[Record]:
    """All submissions of a list, the newest first, in three queries."""
    notices = Notice.objects.select_related("user__ministry").order_by("user__name", "pk")
    found = Submission.objects.filter(list_of_issues=stored).select_related(
        "by", "reopened_by", "compilation"
    )
    found = found.prefetch_related(Prefetch("notices", notices), "compilation__files")
    records = []
    for submission in found:
        submission.list_of_issues = stored
        told, again = (
            Told(tuple(notice for notice in submission.notices.all() if notice.kind == kind))
            for kind in Notice.Kind.values
        )
        records.append(Record(submission, tuple(submission.compilation.files.all()), told, again))
    return records


def _accepted(stored: ListOfIssues) -> tuple[int, int]:
    """How many replies of the list are accepted, and how many there are."""
    replies = Reply.objects.filter(assignment__issue__list_of_issues=stored)
    counts = replies.aggregate(accepted=Count("pk", filter=Q(status=Status.ACCEPTED)), all=Count("pk"))
    return counts["accepted"], counts["all"]


def _trouble(run: Compilation | None) -> str:
    """Why nobody can submit now, whoever they are; empty when an administrator can."""
    if run is None:
        return _("Nothing is compiled yet: compile the whole document.")
    return rules.run_refusal(run) or rules.change_refusal(run)


def _sentence(records: Sequence[Record], accepted: int, replies: int, trouble: str) -> str:
    last = records[0].submission if records else None
    if last and last.reopened_at is None:
        values = {"date": date_format(localtime(last.at), "DATE_FORMAT"), "name": last.by.name}
        return _("Submitted on %(date)s by %(name)s: nothing in the list changes any more.") % values
    if open_ones := replies - accepted:
        text = ngettext(
            "Not submitted yet: %d reply is not accepted.",
            "Not submitted yet: %d replies are not accepted.",
            open_ones,
        )
        return text % open_ones
    if last and last.reopened_at and trouble:
        day = date_format(localtime(last.reopened_at), "DATE_FORMAT")
        return _("Opened again on %(date)s: to be compiled and submitted anew.") % {"date": day}
    if trouble:
        return _("Not submitted yet. %(why)s") % {"why": trouble}
    return _("Ready: the document below can be submitted.")


def _steps(
    stored: ListOfIssues,
    run: Compilation | None,
    replies: tuple[int, int],
    trouble: str,
    standing: Record | None,
    *,
    opens: bool,
) -> tuple[Step, ...]:
    """The way to the submission. After it every step is done; `opens`: the person may go where it is done."""
    is_sent, (accepted, of_all) = standing is not None, replies
    errors = rules.errors_in(run) if run else 0
    return (
        Step(
            _("Every reply is accepted"),
            _("%(accepted)d of %(all)d") % {"accepted": accepted, "all": of_all},
            is_sent or accepted == of_all,
            reverse("replies:progress", args=[stored.pk]),
        ),
        Step(
            _("The checks find no errors"),
            _errors_said(run, errors, is_sent=is_sent),
            is_sent or (run is not None and not errors),
            reverse("replies:checks", args=[stored.pk]) if opens else "",
        ),
        Step(
            _("The final compilation is made"),
            _run_said(standing.submission.compilation if standing else run, trouble),
            not trouble,
            reverse("replies:document", args=[stored.pk]) if opens else "",
        ),
        Step(_("It is submitted"), _("by an administrator"), is_sent),
    )


def _errors_said(run: Compilation | None, errors: int, *, is_sent: bool) -> str:
    if is_sent or (run and not errors):
        return _("none in the newest compilation")
    if run is None:
        return _("known once the document is compiled")
    return ngettext("%d in the newest compilation", "%d in the newest compilation", errors) % errors


def _run_said(run: Compilation | None, trouble: str) -> str:
    if trouble or run is None:
        return trouble
    values = {
        "date": date_format(localtime(run.started_at), "DATETIME_FORMAT"),
        "words": number_format(run.words, force_grouping=True),
    }
    return _("%(date)s, %(words)s words") % values
