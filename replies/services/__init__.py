"""The only code that writes replies, their answers, attachments and comments."""

from replies.services.answering import Saved, save_answer
from replies.services.assigning import (
    accept_suggested,
    apply_proposal,
    ask,
    assign,
    give,
    give_many,
    set_roles,
    split,
    unassign,
)
from replies.services.attaching import attach, describe, detach, reorder, replace
from replies.services.compiling import cancel_compilation, start_compilation
from replies.services.discussing import comment, reopen, resolve
from replies.services.looking import look
from replies.services.moving import accept, clear, send_back, submit, withdraw
from replies.services.planning import set_assignment_date, set_issue_dates, set_own_dates, set_schedule
from replies.services.refusing import Refused
from replies.services.reminding_by_hand import Reminded, remind
from replies.services.responding import agree, decline, take_on, uphold
from replies.services.restoring import restore
from replies.services.saving_views import delete_view, save_view
from replies.services.setting_aside import set_aside, take_back
from replies.services.state_calendar import set_calendar_day
from replies.services.taking_over import take_over
from replies.services.templating import replace_template, withdraw_template
from replies.services.visiting import visit

__all__ = [
    "Refused",
    "Reminded",
    "Saved",
    "accept",
    "accept_suggested",
    "agree",
    "apply_proposal",
    "ask",
    "assign",
    "attach",
    "cancel_compilation",
    "clear",
    "comment",
    "decline",
    "delete_view",
    "describe",
    "detach",
    "give",
    "give_many",
    "look",
    "remind",
    "reopen",
    "reorder",
    "replace",
    "replace_template",
    "resolve",
    "restore",
    "save_answer",
    "save_view",
    "send_back",
    "set_aside",
    "set_assignment_date",
    "set_calendar_day",
    "set_issue_dates",
    "set_own_dates",
    "set_roles",
    "set_schedule",
    "split",
    "start_compilation",
    "submit",
    "take_back",
    "take_on",
    "take_over",
    "unassign",
    "uphold",
    "visit",
    "withdraw",
    "withdraw_template",
]
