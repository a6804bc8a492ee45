"""What somebody has read: not part of the record, so that they see only what changed the next time."""

from django.utils import timezone

from accounts.models import User
from replies.models import Look, Reply
from replies.services.refusing import Refused
from replies.workflow import reading_refusal


def look(reply: Reply, *, by: User) -> Look:
    """Note that the person has read the reply as it stands. Refused to who does not decide on it."""
    if why := reading_refusal(by, reply):
        raise Refused(why)
    return remember(reply, by)


def remember(reply: Reply, by: User) -> Look:
    """Store the versions that stand now as read by the person."""
    versions = {str(pk): version for pk, version in reply.answers.values_list("pk", "version")}
    read = {"looked_at": timezone.now(), "versions": versions}
    return Look.objects.update_or_create(reply=reply, user=by, defaults=read)[0]
