"""Whether a ministry has worked on a reply: then its text stays, whoever answers the issue."""

from django.db.models import Exists, OuterRef, Q

from replies.models import Answer, Attachment, Comment, Reply


def begun() -> Q:
    """Replies with an answer, a file or a remark."""
    found = Q()
    for rows in (Answer.objects, Attachment.objects, Comment.objects):
        found |= Q(Exists(rows.filter(reply=OuterRef("pk"))))
    return found


def has_begun(reply: Reply) -> bool:
    """Whether there is anything in the reply that must not be lost; one query."""
    return Reply.objects.filter(begun(), pk=reply.pk).exists()
