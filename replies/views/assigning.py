"""Who answers what: the grid of issues and ministries, many at once, one issue's data points."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from accounts.models import Ministry, User
from issues.models import Issue, ListOfIssues
from replies import services
from replies.assigning_forms import GONE, CellForm, ManyForm, PointsForm, RolesForm, Wanted
from replies.pages.assigning import deserted_sentence, grid_of, issues_of, nobodys, points_of
from replies.pages.responding import declined_of
from replies.permissions import assign_refusal, assigner_refusal
from replies.signed_in import user_of
from replies.views.lists import list_for


def list_of(request: HttpRequest, pk: int) -> ListOfIssues:
    """The list if the person may see it; refused in words to those who assign nothing."""
    return list_for(request, pk, assigner_refusal)


def _issue_of(request: HttpRequest, pk: int) -> Issue:
    found = get_object_or_404(Issue.objects.visible_to(user_of(request)), pk=pk)
    stored = list_of(request, found.list_of_issues_id)
    return next(issue for issue in issues_of(stored) if issue.pk == pk)


@require_GET
def assignments(request: HttpRequest, pk: int) -> HttpResponse:
    """Who answers what, what has nobody yet, and who has how much to do?"""
    return render(request, "replies/assignments.html", page_of(request, list_of(request, pk)))


def page_of(request: HttpRequest, stored: ListOfIssues, **more: Any) -> dict[str, object]:
    """All that the page of the assignments shows."""
    grid, only = grid_of(stored), request.GET.get("show") == "without-lead"
    return {
        "list_of_issues": stored,
        "grid": grid,
        "rows": grid.without_lead if only else grid.rows,
        "only": only,
        "many": ManyForm(stored=stored),
        "refusal": assign_refusal(user_of(request), stored),
        "declined": declined_of(stored),
    } | more


@require_POST
def assign(request: HttpRequest, pk: int) -> HttpResponse:
    """Set one cell; to the grid's script the row as it stands then, and why where it was refused."""
    stored = list_of(request, pk)
    form = CellForm(request.POST, stored=stored)
    if not form.is_valid():
        messages.error(request, str(GONE))
        return redirect("replies:assignments", pk)
    wanted: Wanted = form.cleaned_data["cell"]
    why, given = "", []
    try:
        given = _give(stored, wanted, by=user_of(request))
    except services.Refused as error:
        why = str(error)
    said = why or deserted_sentence(given)
    if request.headers.get("HX-Request"):
        return _row(request, stored, wanted, said, is_refused=bool(why), columns=form.cleaned_data["columns"])
    if said:
        messages.add_message(request, messages.ERROR if why else messages.WARNING, said)
    return redirect("replies:assignments", pk)


def _give(stored: ListOfIssues, wanted: Wanted, *, by: User) -> list[Ministry]:
    """Do what a cell asks for; the ministries that were given something."""
    if wanted.role == "suggested" or wanted.ministry is None:
        grid = grid_of(stored)
        row = next(row for row in grid.rows if row.issue.pk == wanted.issue.pk)
        codes = {wanted.ministry.code} if wanted.ministry else {entry.ministry for entry in row.suggested}
        services.accept_suggested(wanted.issue, [e for e in row.suggested if e.ministry in codes], by=by)
        return [ministry for ministry in grid.ministries if ministry.code in codes]
    services.give(wanted.issue, wanted.ministry, role=wanted.role, lead_stays=wanted.lead_stays, by=by)
    return [wanted.ministry] if wanted.role else []


def _row(
    request: HttpRequest,
    stored: ListOfIssues,
    wanted: Wanted,
    said: str,
    *,
    is_refused: bool,
    columns: Sequence[int],
) -> HttpResponse:
    grid = grid_of(stored, columns)
    row = next(row for row in grid.rows if row.issue.pk == wanted.issue.pk)
    cell = next((cell for cell in row.cells if cell.ministry == wanted.ministry), None)
    values = {
        "list_of_issues": stored,
        "grid": grid,
        "row": row,
        "said": said,
        "is_refused": is_refused,
        "wanted": wanted,
        "asks": is_refused and wanted.role == "lead" and row.has_lead,
        "steps_down": is_refused and wanted.role == "" and cell is not None and cell.role == "lead",
        "refusal": assign_refusal(user_of(request), stored),
        "is_swapped": True,
    }
    return render(request, "replies/_assignments_swapped.html", values)


@require_POST
def assign_many(request: HttpRequest, pk: int) -> HttpResponse:
    """Set a row, a column, a section or any selection at once; says what was refused."""
    stored = list_of(request, pk)
    form = ManyForm(request.POST, stored=stored)
    if not form.is_valid():
        for errors in form.errors.values():
            messages.error(request, " ".join(map(str, errors)))
        return redirect("replies:assignments", pk)
    asked = form.cleaned_data
    refused = services.give_many(
        asked["issues"], list(asked["ministries"]), role=asked["role"], by=user_of(request)
    )
    for why in refused[:5]:
        messages.error(request, why)
    if rest := len(refused[5:]):
        messages.error(request, ngettext("And %d more.", "And %d more.", rest) % rest)
    if not refused:
        messages.success(request, _("Done."))
    if asked["role"] and (warning := deserted_sentence(asked["ministries"])):
        messages.warning(request, warning)
    return redirect("replies:assignments", pk)


@require_POST
def assign_proposed(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept all suggestions for issues that nobody has yet."""
    stored = list_of(request, pk)
    grid = grid_of(stored)
    codes = {entry.ministry for entry in grid.proposed}
    try:
        n = services.apply_proposal(stored, grid.proposed, by=user_of(request))
    except services.Refused as error:
        messages.error(request, str(error))
    else:
        said = ngettext("%d issue was given as suggested.", "%d issues were given as suggested.", n) % n
        messages.success(request, said)
        if warning := deserted_sentence(m for m in grid.ministries if m.code in codes):
            messages.warning(request, warning)
    return redirect("replies:assignments", pk)


@require_GET
def issue_assignments(request: HttpRequest, pk: int) -> HttpResponse:
    """Who answers this issue, and who which of its data points?"""
    issue = _issue_of(request, pk)
    values = {
        "list_of_issues": issue.list_of_issues,
        "issue": issue,
        "points": points_of(issue),
        "nobody": nobodys(issue),
        "lead": next((found for found in issue.assignments.all() if found.is_lead), None),
        "roles": RolesForm(issue=issue, ministries=Ministry.objects.all()),
        "refusal": assign_refusal(user_of(request), issue.list_of_issues),
    }
    return render(request, "replies/issue_assignments.html", values)


@require_POST
def issue_roles(request: HttpRequest, pk: int) -> HttpResponse:
    """Set what every ministry is on the issue, all or nothing."""
    issue = _issue_of(request, pk)
    form = RolesForm(request.POST, issue=issue, ministries=Ministry.objects.all())
    try:
        if form.is_valid():
            roles = form.roles()
            services.set_roles(issue, roles, by=user_of(request))
            if warning := deserted_sentence(ministry for ministry, role in roles.items() if role):
                messages.warning(request, warning)
        else:
            messages.error(request, _("Choose one of the roles that the page offers."))
    except services.Refused as error:
        messages.error(request, str(error))
    return redirect("replies:issue_assignments", pk)


@require_POST
def issue_points(request: HttpRequest, pk: int) -> HttpResponse:
    """Set which data points each ministry is asked, all or nothing."""
    issue = _issue_of(request, pk)
    form = PointsForm(request.POST, issue=issue)
    try:
        if form.is_valid():
            services.split(issue, form.asked(), by=user_of(request))
        else:
            messages.error(request, _("Choose among the data points of this issue."))
    except services.Refused as error:
        messages.error(request, str(error))
    return redirect("replies:issue_assignments", pk)
