"""Views that a person saves under a name: part of no record, and nobody else sees them."""

from dataclasses import fields

from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.audit import recorded
from accounts.models import User
from issues.models import ListOfIssues
from replies.filters import Filters
from replies.models import SavedView
from replies.permissions import progress_refusal
from replies.services.refusing import Refused

MOST = 50
LONGEST_QUERY = 1000
TOO_MUCH = gettext_lazy("That is too much for one view: look for fewer words or show fewer columns.")
FILTERED = tuple(each.name for each in fields(Filters))
# What of an address is saved, in the order in which it is: the same view always reads the same.
PARAMETERS = {
    SavedView.Page.PROGRESS: (*FILTERED, "sort"),
    SavedView.Page.REGISTER: (*FILTERED, "by", "q", "columns", "sort"),
}


def kept_query(page: str, query: str) -> str:
    """The known parameters of an address that say something, in a fixed order."""
    given = QueryDict(query)
    pairs = [(name, value) for name in PARAMETERS[SavedView.Page(page)] for value in given.getlist(name)]
    return urlencode([(name, value) for name, value in pairs if value])


def save_view(stored: ListOfIssues, page: str, query: str, *, name: str, by: User) -> SavedView:
    """Keep what an address shows under a name. Refused where the person has a view of that name already,
    has as many as a list of them can hold, says no name, or may not see the page."""
    if page == SavedView.Page.PROGRESS and (why := progress_refusal(by)):
        raise Refused(why)
    told, kept = " ".join(name.split()), kept_query(page, query)
    if not told:
        raise Refused(_("Give the view a name, so that you find it again."))
    if len(kept) > LONGEST_QUERY:
        raise Refused(str(TOO_MUCH))
    with recorded(by, "view saved"):
        User.objects.select_for_update(of=("self",)).get(pk=by.pk)  # one after the other: they are counted
        own = SavedView.objects.filter(list_of_issues=stored, user=by, page=page)
        names = {view.name.casefold() for view in own}
        if told.casefold() in names:
            raise Refused(
                _("You have a view “%(name)s” already: choose another name, or delete that one first.")
                % {"name": told}
            )
        if len(names) >= MOST:
            raise Refused(
                _("You have %(n)d views of this page already: delete one that you do not need.") % {"n": MOST}
            )
        return SavedView.objects.create(list_of_issues=stored, user=by, page=page, name=told, query=kept)


def delete_view(view: SavedView, *, by: User) -> None:
    """Forget a view of the person's own. Refused to everybody else."""
    if view.user_id != by.pk:
        raise Refused(_("Only its owner deletes a view."))
    with recorded(by, "view deleted"):
        view.delete()
