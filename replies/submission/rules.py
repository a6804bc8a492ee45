"""Who submits and reopens a list, and when. Source: the domain's table of roles."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Role, User
from issues.models import ListOfIssues
from replies.document.checks import ERROR
from replies.document.snapshot import moment_of
from replies.models import Attachment, Compilation, Submission


def reading_refusal(user: User) -> str:
    """Why the person may not see whether and what was sent; empty when they may."""
    if user.role in {Role.COORDINATOR, Role.ADMINISTRATOR, Role.OBSERVER}:
        return ""
    return _("Only coordinators, administrators and observers see what was sent.")


def role_refusal(user: User) -> str:
    """Why submitting and reopening is not for this person; empty for administrators."""
    if user.role == Role.ADMINISTRATOR:
        return ""
    return _("Only an administrator submits a list, and opens it again.")


def submission_refusal(user: User, run: Compilation) -> str:
    """Why the person may not submit what this compilation made, in a sentence; empty when they may.

    Four queries. Whether its files are still what they were is asked when they are sealed.
    """
    return role_refusal(user) or run_refusal(run) or change_refusal(run)


def run_refusal(run: Compilation) -> str:
    """Why this compilation is not one to be submitted, as it was made; empty when it is. One query."""
    if run.list_of_issues.status != ListOfIssues.Status.OPEN:
        return _("The list of issues is closed: nothing changes any more.")
    if run.status != Compilation.Status.DONE:
        return _("This compilation is not done.")
    if run.is_part:
        return _("This compilation is only a part of the document: compile all ministries and all sections.")
    if run.with_questions:
        return _("This compilation is for reading, with the Committee’s questions: compile without them.")
    if errors := errors_in(run):
        text = ngettext(
            "The checks of this compilation found %d error: mend it, then compile again.",
            "The checks of this compilation found %d errors: mend them, then compile again.",
            errors,
        )
        return text % errors
    if run.is_draft:
        return _("This compilation is a draft: it holds text that is not accepted, or lacks an answer.")
    if Submission.objects.filter(compilation=run).exists():
        return _("This compilation was submitted before the list was opened again: compile anew.")
    return ""


def change_refusal(run: Compilation) -> str:
    """Why the compilation is not what stands now; empty when nothing has changed since. Three queries."""
    annexes = Attachment.objects.filter(
        reply__assignment__issue__list_of_issues=run.list_of_issues_id, kind=Attachment.Kind.ANNEX
    )
    if waiting := list(annexes.waiting().values_list("title", flat=True)):
        named = ", ".join(_("“%(title)s”") % {"title": title} for title in waiting)
        return _("Not checked for viruses yet: %(files)s. Wait until they are.") % {"files": named}
    if moment_of(run.list_of_issues) != run.made_of:
        return _("Something was changed after this compilation was made: compile again.")
    return ""


def errors_in(run: Compilation) -> int:
    """How many errors the checks of a compilation found; one cannot be set aside."""
    return sum(finding["severity"] == ERROR for finding in run.findings)


def confirmation_refusal(stored: ListOfIssues, typed: str) -> str:
    """Why the words typed do not confirm that the list is to be submitted; empty when they do."""
    if typed == stored.symbol:
        return ""
    values = {"symbol": stored.symbol, "typed": typed}
    return _("Type %(symbol)s exactly; you typed “%(typed)s”.") % values


def damage_refusal(names: Iterable[str]) -> str:
    """Why files of these names, which are not what they were, are not submitted; empty for none."""
    if damaged := ", ".join(_("“%(title)s”") % {"title": name} for name in names):
        return _("Changed or gone since the compilation: %(files)s. Compile again.") % {"files": damaged}
    return ""


def reopening_refusal(user: User, submission: Submission) -> str:
    """Why the person may not open a submitted list again; empty when they may. The list comes with it."""
    if why := role_refusal(user):
        return why
    if submission.reopened_at is not None:
        return _("The list was opened again already.")
    if submission.list_of_issues.status != ListOfIssues.Status.SUBMITTED:
        return _("The list is archived: it stays as it is.")
    return ""
