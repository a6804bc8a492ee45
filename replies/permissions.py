"""Who a person is to a reply: pure questions about rows in hand, queries only for what is not prefetched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext

from accounts.models import Role

if TYPE_CHECKING:
    from accounts.models import User
    from replies.models import Reply


def is_of_ministry(user: User, reply: Reply) -> bool:
    return user.ministry_id is not None and user.ministry_id == reply.assignment.ministry_id


def is_focal_point(user: User, reply: Reply) -> bool:
    return user.role == Role.FOCAL_POINT and is_of_ministry(user, reply)


def is_clearing_officer(user: User, reply: Reply) -> bool:
    return user.role == Role.CLEARING_OFFICER and is_of_ministry(user, reply)


def is_coordinator(user: User, reply: Reply) -> bool:
    if user.role != Role.COORDINATOR:
        return False
    coordinations = reply.assignment.issue.list_of_issues.coordinations.all()
    return any(coordination.user_id == user.pk for coordination in coordinations)


def is_internal(user: User, reply: Reply) -> bool:
    """Whether the reply's files for internal use and its comments are for this person too."""
    return user.role == Role.ADMINISTRATOR or is_of_ministry(user, reply) or is_coordinator(user, reply)


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
