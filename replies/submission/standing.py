"""What of a list was sent, and what could be: each the newest."""

from issues.models import ListOfIssues
from replies.models import Compilation, Submission


def standing(stored: ListOfIssues) -> Submission | None:
    """The submission that has not been opened again; None while the list is open."""
    found = Submission.objects.filter(list_of_issues=stored, reopened_at__isnull=True)
    return found.select_related("by", "compilation", "list_of_issues").first()


def newest_whole(stored: ListOfIssues) -> Compilation | None:
    """The newest compilation of the whole document without the questions, be it a draft; None without one."""
    whole = Compilation.objects.done().filter(list_of_issues=stored, ministry=None, section=None)
    official = whole.filter(with_questions=False).filter(made_of__has_key="replies")
    return official.select_related("list_of_issues", "started_by").first()
