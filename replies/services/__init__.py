"""The only code that writes replies, their answers, attachments and comments."""

from replies.services.answering import Saved, save_answer
from replies.services.assigning import assign
from replies.services.attaching import attach, describe, detach, reorder, replace
from replies.services.compiling import start_compilation
from replies.services.discussing import comment, reopen, resolve
from replies.services.looking import look
from replies.services.moving import accept, clear, send_back, submit, withdraw
from replies.services.refusing import Refused
from replies.services.restoring import restore
from replies.services.taking_over import take_over

__all__ = [
    "Refused",
    "Saved",
    "accept",
    "assign",
    "attach",
    "clear",
    "comment",
    "describe",
    "detach",
    "look",
    "reopen",
    "reorder",
    "replace",
    "resolve",
    "restore",
    "save_answer",
    "send_back",
    "start_compilation",
    "submit",
    "take_over",
    "withdraw",
]
