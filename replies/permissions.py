"""Who a person is to a reply: pure questions about rows in hand, queries only for what is not prefetched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext

from accounts.models import Role

if TYPE_CHECKING:
    from accounts.models import User
    from issues.models import Assignment, ListOfIssues
    from replies.models import Attachment, Reply


def is_of_ministry(user: User, reply: Reply) -> bool:
    return user.ministry_id is not None and user.ministry_id == reply.assignment.ministry_id


def is_focal_point(user: User, reply: Reply) -> bool:
    return user.role == Role.FOCAL_POINT and is_of_ministry(user, reply)


def is_clearing_officer(user: User, reply: Reply) -> bool:
    return user.role == Role.CLEARING_OFFICER and is_of_ministry(user, reply)


def is_coordinator(user: User, reply: Reply) -> bool:
    return coordinates(user, reply.assignment.issue.list_of_issues)


def coordinates(user: User, stored: ListOfIssues) -> bool:
    if user.role != Role.COORDINATOR:
        return False
    return any(coordination.user_id == user.pk for coordination in stored.coordinations.all())


def is_stranger(user: User, stored: ListOfIssues) -> bool:
    """Whether the person coordinates lists, but not this one."""
    return user.role == Role.COORDINATOR and not coordinates(user, stored)


def is_coordinator_editing(user: User, reply: Reply) -> bool:
    """Whether the coordinator has begun to edit, which voided the clearance, and may go on until the next."""
    return reply.voided_by_id is not None and is_coordinator(user, reply)


def is_internal(user: User, reply: Reply) -> bool:
    """Whether the reply's files for internal use and its comments are for this person too."""
    return user.role == Role.ADMINISTRATOR or is_of_ministry(user, reply) or is_coordinator(user, reply)


def presence_refusal(user: User, reply: Reply) -> str:
    """Why the person may not see who else has the reply open; empty when they may."""
    if is_internal(user, reply):
        return ""
    return gettext("Only the ministry and the coordinator see who else is here.")


def reads_comments(user: User) -> bool:
    """Whether the person reads remarks at all: those of replies that they may see."""
    return user.role != Role.OBSERVER


def opening_refusal(file: Attachment) -> str:
    """Why nobody may open a file that they may see, now or an earlier version; empty when they may."""
    if file.scan == "infected":
        values = {"title": file.title, "virus": file.virus}
        return gettext("“%(title)s” contains the virus “%(virus)s”: nobody can open it.") % values
    if file.scan == "waiting" and settings.CLAMD_URL:
        values = {"title": file.title}
        return gettext("“%(title)s” is not checked for viruses yet: nobody can open it before.") % values
    return ""


def progress_refusal(user: User) -> str:
    """Why the person may not see how all ministries stand; empty when they may."""
    if user.role in {Role.COORDINATOR, Role.ADMINISTRATOR, Role.OBSERVER}:
        return ""
    return gettext("Only coordinators, administrators and observers see how all ministries stand.")


def compile_refusal(user: User) -> str:
    """Why the person may not compile the document; empty when they may."""
    if user.role in {Role.COORDINATOR, Role.ADMINISTRATOR}:
        return ""
    return gettext("Only coordinators and administrators compile the document.")


def assigner_refusal(user: User) -> str:
    """Why the person may not see who is assigned what and how much; empty when they may."""
    if user.role in {Role.COORDINATOR, Role.ADMINISTRATOR}:
        return ""
    return gettext("Only coordinators and administrators assign issues.")


def assign_refusal(user: User, stored: ListOfIssues) -> str:
    """Why the person may not assign the issues of the list now; empty when they may."""
    if why := assigner_refusal(user):
        return why
    if is_stranger(user, stored):
        return gettext("Only coordinators of the list assign its issues.")
    return _frozen(stored)


def planning_refusal(user: User, stored: ListOfIssues) -> str:
    """Why the person may not move the dates of the list now; empty when they may."""
    if user.role not in {Role.COORDINATOR, Role.ADMINISTRATOR}:
        return gettext("Only coordinators and administrators move the dates.")
    if is_stranger(user, stored):
        return gettext("Only coordinators of the list move its dates.")
    return _frozen(stored)


def see_calendar_refusal(user: User) -> str:
    """Why the person may not see the calendar of a State; empty when they may."""
    if user.role in {Role.COORDINATOR, Role.ADMINISTRATOR}:
        return ""
    return gettext("Only coordinators and administrators see the calendar of a State.")


def calendar_refusal(user: User) -> str:
    """Why the person may not change which days a State works; empty when they may."""
    if user.role == Role.ADMINISTRATOR:
        return ""
    return gettext("Only administrators change which days are worked.")


def _frozen(stored: ListOfIssues) -> str:
    if stored.status in {"submitted", "archived"}:
        return gettext("The list of issues was submitted: nothing in it changes any more.")
    return ""


def decision_refusal(user: User, assignment: Assignment) -> str:
    """Why the person may not decide on what a ministry declined; empty when they may."""
    if why := assign_refusal(user, assignment.issue.list_of_issues):
        return why
    if assignment.response != "declined":
        return gettext("Nothing is declined here any more: load the page again.")
    return ""


def reminders_refusal(user: User) -> str:
    """Why the person may not see whom the application reminded of what; empty when they may."""
    if user.role in {Role.COORDINATOR, Role.ADMINISTRATOR}:
        return ""
    return gettext("Only coordinators and administrators see who was reminded of what.")


def remind_refusal(user: User, stored: ListOfIssues) -> str:
    """Why the person may not remind others of the list by hand now; empty when they may."""
    if why := reminders_refusal(user):
        return why
    if is_stranger(user, stored):
        return gettext("Only coordinators of the list remind others of it.")
    if stored.status == "intake":
        return gettext("The list of issues is not open yet: nobody owes anything before.")
    if stored.status != "open":
        return gettext("The list of issues was submitted: nobody owes anything any more.")
    return ""


def mail_refusal(user: User) -> str:
    """Why the person may not see which mails failed and send them again; empty when they may."""
    if user.role == Role.ADMINISTRATOR:
        return ""
    return gettext("Only administrators see which mails failed, and send them again.")


def overview_refusal(user: User) -> str:
    """Why the person may not see how the application as a whole is doing; empty when they may."""
    if user.role == Role.ADMINISTRATOR:
        return ""
    return gettext("Only administrators see how the application as a whole is doing.")


def template_refusal(user: User) -> str:
    """Why the person may not change the Word template; empty when they may."""
    if user.role == Role.ADMINISTRATOR:
        return ""
    return gettext("Only administrators change the Word template.")


def aside_refusal(stored: ListOfIssues, user: User) -> str:
    """Why the person may not set a warning of the list aside or take one back; empty when they may."""
    if user.role != Role.ADMINISTRATOR:
        return gettext("Only an administrator sets warnings aside.")
    if stored.status != "open":
        return gettext("The list of issues is closed: nothing changes any more.")
    return ""
