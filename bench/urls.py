"""The application's addresses, and the floor: a bare view behind sign-in with the same rows in one query."""

from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.urls import include, path
from django.views.decorators.http import require_POST

from replies.models import Answer, Look, Reply

ROWS = Engine().from_string(
    "<!doctype html><title>floor</title><table>{% for row in rows %}<tr>"
    "{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}</table>"
)


def floor_of_a_list(_request: HttpRequest) -> HttpResponse:
    """Every reply with issue, ministry, state and date."""
    rows = Reply.objects.values_list(
        "assignment__issue__number",
        "assignment__issue__label",
        "assignment__ministry__name_en",
        "status",
        "assignment__issue__due_date",
    )
    return HttpResponse(ROWS.render(Context({"rows": rows})))


def floor_of_a_desk(_request: HttpRequest) -> HttpResponse:
    """The replies of one ministry with the same columns."""
    rows = Reply.objects.filter(assignment__ministry__code="mia").values_list(
        "assignment__issue__number",
        "assignment__issue__label",
        "assignment__ministry__name_en",
        "status",
        "assignment__issue__due_date",
    )
    return HttpResponse(ROWS.render(Context({"rows": rows})))


def floor_of_an_issue(_request: HttpRequest, number: int) -> HttpResponse:
    """The data points of one issue with their texts."""
    rows = Answer.objects.filter(reply__assignment__issue__number=number).values_list(
        "data_point__code", "data_point__label", "data_point__passage__text", "text", "edited_by__name"
    )
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
    path("floor/save/<int:pk>/", floor_of_a_save),
    path("", include("config.urls")),
]
