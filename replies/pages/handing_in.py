"""What goes to the clearing officer when a reply is submitted, and what is still open then."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Role, User
from replies.models import Attachment, Comment, Reply
from replies.pages.cards import Card, cards


@dataclass(frozen=True, slots=True)
class Parcel:
    """The answers, files and remarks of a reply that is about to be submitted, and who will get it."""

    cards: Sequence[Card]
    annexes: Sequence[Attachment]
    evidence: Sequence[Attachment]
    comments: Sequence[Comment]
    officers: Sequence[User]

    @property
    def words(self) -> int:
        """The words of all answers."""
        return sum(card.answer.words for card in self.cards if card.answer)

    @property
    def unsafe(self) -> list[Attachment]:
        """Files in which a virus was found."""
        return [file for file in (*self.annexes, *self.evidence) if file.scan == Attachment.Scan.INFECTED]

    @property
    def sentence(self) -> str:
        """What will go, in words."""
        answers = ngettext("%d answer", "%d answers", len(self.cards)) % len(self.cards)
        if not self.annexes:
            return _("%(answers)s will go to clearance.") % {"answers": answers}
        annexes = ngettext("%d annex", "%d annexes", len(self.annexes)) % len(self.annexes)
        return _("%(answers)s and %(annexes)s will go to clearance.") % {
            "answers": answers,
            "annexes": annexes,
        }


def parcel_of(reply: Reply) -> Parcel:
    """What a reply consists of now; the reply comes with its text. Three queries."""
    files = list(reply.attachments.all())
    ministry = reply.assignment.ministry_id
    officers = User.objects.filter(ministry=ministry, role=Role.CLEARING_OFFICER, is_active=True)
    return Parcel(
        cards=cards(reply),
        annexes=[file for file in files if file.kind == Attachment.Kind.ANNEX],
        evidence=[file for file in files if file.kind == Attachment.Kind.EVIDENCE],
        comments=list(reply.comments.unresolved().select_related("author", "data_point")),
        officers=list(officers),
    )
