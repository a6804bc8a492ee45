"""The only code that writes replies, their answers, attachments and comments."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

import pghistory
from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit import recorded
from accounts.models import Ministry, Role, User
from issues import services as issues_services
from issues.models import DataPoint, Issue, ListOfIssues
from replies.models import Answer, Attachment, Comment, Compilation, Reply
from replies.richtext import TextTooLong, count_words, sanitise
from replies.tasks import compile_list
from replies.uploads import Inspected
from replies.workflow import Action, allowed, discussion_refusal, refusal


class Refused(Exception):
    """The person may not do this now; the message says why, in words for them."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What came of a save: the stored answer; on a conflict the text that was refused but kept."""

    answer: Answer
    refused_text: str = ""
    is_conflict: bool = False


def assign(
    issue: Issue, ministry: Ministry, *, role: str, data_points: Iterable[DataPoint], by: User | None
) -> Reply:
    """Give an issue to a ministry and open its reply."""
    with recorded(by, "assigned"):
        assignment = issues_services.assign(issue, ministry, role=role, data_points=data_points, by=by)
        return Reply.objects.create(assignment=assignment)


def save_answer(
    reply: Reply,
    data_point: DataPoint | None,
    *,
    form: str = Answer.Form.TEXT,
    text: str = "",
    see: DataPoint | None = None,
    base_version: int = 0,
    by: User,
) -> Saved:
    """Store an answer that was written on `base_version` (0: there was none).

    A newer version refuses the save: it stays as it is and the refused text becomes a version of its own.
    A coordinator's edit of a cleared or accepted text voids the clearance. Raises Refused.
    """
    action = Action.EDIT if by.role == Role.COORDINATOR else Action.SAVE
    try:
        clean = sanitise(text) if form == Answer.Form.TEXT else " ".join(text.split())
    except TextTooLong as error:
        raise Refused(str(error)) from error
    with recorded(by, "saved"):
        locked = _locked(reply)
        _check_point(locked, data_point)
        if why := refusal(by, locked, action):
            raise Refused(why)
        answer = Answer.objects.filter(reply=locked, data_point=data_point).first()
        values = {"form": form, "text": clean, "see": see, "edited_by": by}
        is_same = answer is not None and _says_the_same(answer, values)
        if answer and is_same and action == Action.EDIT:
            return Saved(answer)
        if answer and answer.version != base_version and not is_same:
            return _keep_refused(answer, values)
        _move(locked, action, by)
        stored = answer or Answer(reply=locked, data_point=data_point, version=0)
        if not is_same:
            _store(stored, values)
    return Saved(stored)


def _check_point(reply: Reply, point: DataPoint | None) -> None:
    """Refuse a point that is not asked of this ministry, and a general answer where points are asked."""
    asked = reply.assignment.data_points
    if point is not None and not asked.filter(pk=point.pk).exists():
        raise Refused(_("%(code)s is not one of this ministry's data points.") % {"code": point.code})
    if point is None and asked.exists():
        raise Refused(_("Answer the data points of this issue: it has no answer as a whole."))


def _says_the_same(answer: Answer, values: Mapping[str, object]) -> bool:
    return (answer.form, answer.text, answer.see) == (values["form"], values["text"], values["see"])


def _store(answer: Answer, values: Mapping[str, object]) -> None:
    for name, value in values.items():
        setattr(answer, name, value)
    answer.words = count_words(answer.text)
    answer.version += 1
    answer.edited_at = timezone.now()
    answer.save()


def _keep_refused(answer: Answer, values: Mapping[str, object]) -> Saved:
    refused = Answer.objects.get(pk=answer.pk)
    for name, value in values.items():
        setattr(refused, name, value)
    refused.words = count_words(refused.text)
    refused.edited_at = timezone.now()
    pghistory.create_event(refused, label="refused")
    return Saved(answer, refused_text=refused.text, is_conflict=True)


def submit(reply: Reply, *, by: User) -> None:
    """Hand the reply to the clearing officer. Refused while a data point has no answer."""
    with recorded(by, "submitted"):
        locked = _locked(reply)
        _move(locked, Action.SUBMIT, by, submitted_by=by, submitted_at=timezone.now())


def withdraw(reply: Reply, *, by: User) -> None:
    """Take a submitted reply back for drafting."""
    with recorded(by, "withdrawn"):
        _move(_locked(reply), Action.WITHDRAW, by, submitted_by=None, submitted_at=None)


def clear(reply: Reply, *, seen: str, by: User) -> None:
    """Sign the ministry's text off: the clearance is bound to the hash of the text that was seen."""
    with recorded(by, "cleared"):
        locked = _locked(reply)
        facts = {"cleared_by": by, "cleared_at": timezone.now(), "cleared_hash": locked.text_hash()}
        _move(locked, Action.CLEAR, by, **facts)
        _check_seen(locked, seen)
        _settle_returns(locked, of=[Role.CLEARING_OFFICER], by=by)


def accept(reply: Reply, *, seen: str, by: User) -> None:
    """Take the cleared text, which the person has seen, into the consolidated document."""
    with recorded(by, "accepted"):
        locked = _locked(reply)
        if locked.cleared_hash is not None and locked.cleared_hash != locked.text_hash():
            raise Refused(_("The text changed after its clearance. Return it to be cleared again."))
        _move(locked, Action.ACCEPT, by, accepted_by=by, accepted_at=timezone.now())
        _check_seen(locked, seen)
        _settle_returns(locked, of=[Role.CLEARING_OFFICER, Role.COORDINATOR], by=by)


def send_back(reply: Reply, *, note: str, by: User) -> None:
    """Return the reply for more work; the note stays as an open comment. Voids a clearance."""
    with recorded(by, "returned"):
        locked = _locked(reply)
        _move(locked, Action.RETURN, by, **_UNSIGNED, submitted_by=None, submitted_at=None)
        Comment.objects.create(reply=locked, author=by, text=note, is_return=True, created_at=timezone.now())


def _check_seen(reply: Reply, seen: str) -> None:
    if seen != reply.text_hash():
        raise Refused(_("The text changed since you opened this page. Read it again before you decide."))


def _settle_returns(reply: Reply, *, of: list[Role], by: User) -> None:
    """Close the notes with which such people had returned the reply: what they asked for is there now."""
    notes = reply.comments.filter(is_return=True, resolved_at__isnull=True, author__role__in=of)
    notes.update(resolved_by=by, resolved_at=timezone.now())


_UNSIGNED = {
    "cleared_by": None,
    "cleared_at": None,
    "cleared_hash": None,
    "accepted_by": None,
    "accepted_at": None,
}


def _locked(reply: Reply) -> Reply:
    related = ("assignment__issue__list_of_issues", "assignment__ministry")
    return Reply.objects.select_for_update(of=("self",)).select_related(*related).get(pk=reply.pk)


def _move(reply: Reply, action: Action, by: User, **facts: object) -> None:
    if why := refusal(by, reply, action):
        raise Refused(why)
    move = allowed(by, reply, action)
    if move is None or (move.target == reply.status and not facts):
        return
    if action == Action.EDIT:
        facts = dict(_UNSIGNED)
    reply.status = move.target
    for name, value in facts.items():
        setattr(reply, name, value)
    reply.save(update_fields=["status", *facts])


def attach(
    reply: Reply, file: File[bytes], inspected: Inspected, *, kind: str, title: str, by: User
) -> Attachment:
    """Add a file that has passed the gate. Refused when the same file is attached already."""
    with recorded(by, "attached"):
        locked = _locked(reply)
        _move(locked, Action.SAVE, by)
        same = locked.attachments.filter(sha256=inspected.sha256).first()
        if same:
            raise Refused(_("This very file is attached already, as “%(title)s”.") % {"title": same.title})
        attachment = Attachment(
            reply=locked,
            kind=kind,
            title=title or inspected.name,
            name=inspected.name,
            content_type=inspected.content_type,
            size=inspected.size,
            sha256=inspected.sha256,
            uploaded_by=by,
            uploaded_at=timezone.now(),
        )
        attachment.file.save(inspected.name, file, save=False)
        attachment.save()
        return attachment


def detach(attachment: Attachment, *, by: User) -> None:
    """Take a file off its reply; its history row and the file itself stay."""
    with recorded(by, "detached"):
        _move(_locked(attachment.reply), Action.SAVE, by)
        attachment.delete()


def comment(reply: Reply, *, text: str, by: User) -> Comment:
    """Leave a remark on a reply. Refused to who is not concerned with it, and when the list is closed."""
    if why := discussion_refusal(by, reply):
        raise Refused(why)
    with recorded(by, "commented"):
        return Comment.objects.create(reply=reply, author=by, text=text, created_at=timezone.now())


def resolve(remark: Comment, *, by: User) -> None:
    """Close a comment; nothing happens to one that is closed already. Refused as a comment is."""
    if why := discussion_refusal(by, remark.reply):
        raise Refused(why)
    with recorded(by, "resolved"):
        open_ones = Comment.objects.filter(pk=remark.pk, resolved_at__isnull=True)
        open_ones.update(resolved_by=by, resolved_at=timezone.now())


def start_compilation(stored: ListOfIssues, *, layout: str, by: User) -> Compilation:
    """Queue a run that builds the consolidated document. Refused while the list has another under way."""
    now = timezone.now()
    try:
        with recorded(by, "compilation started"):
            run = Compilation.objects.create(
                list_of_issues=stored, layout=layout, started_by=by, started_at=now, heartbeat_at=now
            )
            transaction.on_commit(partial(compile_list.delay, compilation_id=run.pk))
    except IntegrityError as error:
        raise Refused(_("The document is being compiled already; wait until it is done.")) from error
    return run
