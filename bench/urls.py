"""The application's addresses, and the floor: a bare view behind sign-in with the same rows in one query."""

from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.urls import include, path
from django.views.decorators.http import require_POST

from issues.models import AssignedDataPoint, ListOfIssues
from replies.lists import A_PAGE
from replies.models import Answer, Look, Reply

ROWS = Engine().from_string(
    "<!doctype html><title>floor</title><table>{% for row in rows %}<tr>"
    "{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}</table>"
)

OF_A_REPLY = (
    "assignment__issue__number",
    "assignment__issue__label",
    "assignment__ministry__name_en",
    "status",
    "assignment__issue__due_date",
)
OF_AN_ANSWER = (
    "data_point__code",
    "data_point__label",
    "data_point__passage__text",
    "text",
    "edited_by__name",
)


def floor_of_a_list(_request: HttpRequest) -> HttpResponse:
    """Every reply with issue, ministry, state and date."""
    rows = Reply.objects.values_list(*OF_A_REPLY)
    return HttpResponse(ROWS.render(Context({"rows": rows})))


def floor_of_a_desk(_request: HttpRequest) -> HttpResponse:
    """The replies of one ministry with the same columns."""
    rows = Reply.objects.filter(assignment__ministry__code="mia").values_list(*OF_A_REPLY)
    return HttpResponse(ROWS.render(Context({"rows": rows})))


def floor_of_an_issue(_request: HttpRequest, number: int) -> HttpResponse:
    """The data points of one issue with their texts."""
    rows = Answer.objects.filter(reply__assignment__issue__number=number).values_list(*OF_AN_ANSWER)
    return HttpResponse(ROWS.render(Context({"rows": rows})))


def floor_of_one_list(_request: HttpRequest, pk: int) -> HttpResponse:
    """Every reply of one list among many, with issue, ministry, state and date."""
    rows = Reply.objects.filter(assignment__issue__list_of_issues=pk).values_list(*OF_A_REPLY)
    return HttpResponse(ROWS.render(Context({"rows": rows})))


def floor_of_points(_request: HttpRequest, pk: int) -> HttpResponse:
    """Every data point of one list with each ministry that it is asked of."""
    rows = AssignedDataPoint.objects.filter(assignment__issue__list_of_issues=pk).values_list(
        "data_point__code",
        "data_point__label",
        "assignment__ministry__name_en",
        "assignment__reply__status",
        "assignment__issue__due_date",
    )
    return HttpResponse(ROWS.render(Context({"rows": rows})))


def floor_of_what_is_owed(_request: HttpRequest, ministry: int) -> HttpResponse:
    """The replies of one ministry in the open lists among many that are still to be accepted."""
    owed = Reply.objects.filter(
        assignment__ministry=ministry, assignment__issue__list_of_issues__status="open"
    ).exclude(status="accepted")
    return HttpResponse(ROWS.render(Context({"rows": owed.values_list(*OF_A_REPLY)})))


def floor_of_one_issue(_request: HttpRequest, pk: int) -> HttpResponse:
    """The data points of one issue among many with their texts."""
    rows = Answer.objects.filter(reply__assignment__issue=pk).values_list(*OF_AN_ANSWER)
    return HttpResponse(ROWS.render(Context({"rows": rows})))


def floor_of_lists(_request: HttpRequest) -> HttpResponse:
    """As many lists as a page of them shows."""
    rows = ListOfIssues.objects.order_by("-pk").values_list("symbol", "title", "status", "due_date")[:A_PAGE]
    return HttpResponse(ROWS.render(Context({"rows": rows})))


def floor_of_a_search(_request: HttpRequest) -> HttpResponse:
    """As many answers as a page of what was found shows, by their keys: nothing is looked for."""
    rows = Answer.objects.order_by("-pk").values_list("reply__assignment__issue__label", *OF_AN_ANSWER)[:20]
    return HttpResponse(ROWS.render(Context({"rows": rows})))


@require_POST
def floor_of_a_save(request: HttpRequest, pk: int) -> HttpResponse:
    """Store the text that was sent with one UPDATE, in a table without history."""
    Look.objects.filter(pk=pk).update(versions=request.POST["text"])
    return HttpResponse("saved")


urlpatterns = [
    path("floor/list/", floor_of_a_list),
    path("floor/desk/", floor_of_a_desk),
    path("floor/issue/<int:number>/", floor_of_an_issue),
    path("floor/lists/", floor_of_lists),
    path("floor/lists/<int:pk>/", floor_of_one_list),
    path("floor/lists/<int:pk>/points/", floor_of_points),
    path("floor/ministries/<int:ministry>/", floor_of_what_is_owed),
    path("floor/issues/<int:pk>/", floor_of_one_issue),
    path("floor/search/", floor_of_a_search),
    path("floor/save/<int:pk>/", floor_of_a_save),
    path("", include("config.urls")),
]
