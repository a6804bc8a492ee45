"""What is answered."""

from replies.models.attachments import Attachment, Comment
from replies.models.compilations import Compilation, CompilationQuerySet
from replies.models.reminders import Digest, Reminder
from replies.models.replies import Answer, AnswerQuerySet, Reply, ReplyQuerySet

__all__ = [
    "Answer",
    "AnswerQuerySet",
    "Attachment",
    "Comment",
    "Compilation",
    "CompilationQuerySet",
    "Digest",
    "Reminder",
    "Reply",
    "ReplyQuerySet",
]
