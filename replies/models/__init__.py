"""What is answered."""

from replies.models.attachment_pages import AttachmentPage
from replies.models.attachments import Attachment
from replies.models.comments import Comment, Mention
from replies.models.compilations import Compilation, CompilationFile, CompilationQuerySet, SetAside
from replies.models.looks import Look
from replies.models.mails import Mail
from replies.models.news import Bundle, News
from replies.models.reminders import Digest, Reminder
from replies.models.replies import Answer, AnswerQuerySet, Reply, ReplyQuerySet
from replies.models.submissions import Notice, Submission
from replies.models.takeovers import TakeOver
from replies.models.templates import WordTemplate
from replies.models.visits import SavedView, Visit

__all__ = [
    "Answer",
    "AnswerQuerySet",
    "Attachment",
    "AttachmentPage",
    "Bundle",
    "Comment",
    "Compilation",
    "CompilationFile",
    "CompilationQuerySet",
    "Digest",
    "Look",
    "Mail",
    "Mention",
    "News",
    "Notice",
    "Reminder",
    "Reply",
    "ReplyQuerySet",
    "SavedView",
    "SetAside",
    "Submission",
    "TakeOver",
    "Visit",
    "WordTemplate",
]
