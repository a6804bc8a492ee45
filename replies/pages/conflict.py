"""Two texts of one answer: the one that is saved, and the one that came second and was refused."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime

from accounts.models import User
from replies.models import Answer
from replies.pages.cards import fields_of
from replies.services import Saved
from replies.versions.changes import said_by
from replies.versions.difference import sides_of


@dataclass(frozen=True, slots=True)
class Conflict:
    """Both texts as HTML with their differences marked, and the fields of the saved one as JSON."""

    who: User
    at: datetime
    is_own: bool
    theirs: str
    mine: str
    fields: str
    are_texts: bool


def conflict_of(saved: Saved) -> Conflict | None:
    """What the person whose save was refused is shown; None when it was not."""
    stored, refused = saved.answer, saved.refused
    if refused is None:
        return None
    theirs, mine = sides_of(said_by(stored), said_by(refused))
    return Conflict(
        who=stored.edited_by,
        at=stored.edited_at,
        is_own=stored.edited_by_id == refused.edited_by_id,
        theirs=theirs,
        mine=mine,
        fields=json.dumps(asdict(fields_of(stored)), ensure_ascii=False),
        are_texts=stored.form == refused.form == Answer.Form.TEXT,
    )
