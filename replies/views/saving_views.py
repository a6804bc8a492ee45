"""Views of the dashboard and of the register that a person saves under a name."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from issues.models import ListOfIssues
from replies import services
from replies.models import SavedView
from replies.pages.filtering import at
from replies.register_forms import ViewForm
from replies.signed_in import user_of


@require_POST
def view_save(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what is shown under a name; refused in words above the form, with what was typed."""
    user = user_of(request)
    stored = get_object_or_404(ListOfIssues.objects.visible_to(user), pk=pk)
    form = ViewForm(request.POST)
    if form.is_valid():
        values = form.cleaned_data
        try:
            view = services.save_view(stored, values["page"], values["query"], name=values["name"], by=user)
        except services.Refused as refused:
            form.add_error("name", str(refused))
        else:
            messages.success(request, _("“%(name)s” is among your saved views now.") % {"name": view.name})
            return redirect(address_of_view(view))
    back = reverse("replies:register", args=[pk])
    values = {"list_of_issues": stored, "form": form, "back": back}
    return render(request, "replies/view_save.html", values, status=422)


@require_POST
def view_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget one of one's own views; what it showed stays on the screen."""
    user = user_of(request)
    view = get_object_or_404(SavedView.objects.filter(user=user), pk=pk)
    address = address_of_view(view)
    services.delete_view(view, by=user)
    messages.success(request, _("The view “%(name)s” is deleted.") % {"name": view.name})
    return redirect(address)


def address_of_view(view: SavedView) -> str:
    return at(reverse(f"replies:{view.page}", args=[view.list_of_issues_id]), view.query)
