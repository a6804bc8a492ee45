"""What is answered."""

from replies.models.attachments import Attachment
from replies.models.comments import Comment, Mention
from replies.models.compilations import Compilation, CompilationQuerySet
from replies.models.looks import Look
from replies.models.reminders import Digest, Reminder
from replies.models.replies import Answer, AnswerQuerySet, Reply, ReplyQuerySet
from replies.models.takeovers import TakeOver

__all__ = [
    "Answer",
    "AnswerQuerySet",
    "Attachment",
    "Comment",
    "Compilation",
    "CompilationQuerySet",
    "Digest",
    "Look",
    "Mention",
    "Reminder",
    "Reply",
    "ReplyQuerySet",
    "TakeOver",
]
