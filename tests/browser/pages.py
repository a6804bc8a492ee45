"""A page with two answers kept in memory: the editor without the rest of the application."""

from dataclasses import dataclass, field
from pathlib import Path

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template import engines
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from config.urls import urlpatterns as application
from replies.editor import AnswerTextField

CODES = ("1.1", "1.2")
REFUSALS = {"broken": 500, "forbidden": 403}

DATA = Path(__file__).parent / "data"
FOOT = (DATA / "foot.html").read_text()
PAGE = (DATA / "answers.html").read_text()


class AnswerForm(forms.Form):
    label: str
    form = forms.ChoiceField(choices=[("text", "answer"), ("unavailable", "not available"), ("see", "see")])
    text = AnswerTextField(required=False)
    reason = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 2}))
    see = forms.CharField(required=False)


@dataclass
class Stored:
    text: str = ""
    version: int = 0
    form: str = "text"


@dataclass
class Server:
    """What the pretended server holds; `mode` is “ok”, “signed out”, or one of REFUSALS."""

    mode: str = "ok"
    answers: dict[str, Stored] = field(default_factory=lambda: {code: Stored() for code in CODES})
    requests: list[str] = field(default_factory=list)

    def reset(self) -> None:
        """Forget everything."""
        fresh = Server()
        self.mode, self.answers, self.requests = fresh.mode, fresh.answers, fresh.requests


server = Server()


def form_of(code: str) -> AnswerForm:
    stored = server.answers[code]
    form = AnswerForm(initial={"text": stored.text, "form": stored.form}, auto_id=f"id_{code}_%s")
    form.label = f"Answer to {code}"
    return form


def foot_of(code: str) -> str:
    stored = server.answers[code]
    words = f"Saved as version {stored.version}" if stored.version else "Not answered yet"
    values = {"text": stored.text, "version": stored.version, "words": words}
    return engines["django"].from_string(FOOT).render(values)


@login_not_required
def page(request: HttpRequest) -> HttpResponse:
    if server.mode == "signed out":
        return redirect("account_login")
    answers = [(code, form_of(code), foot_of(code)) for code in CODES]
    return HttpResponse(engines["django"].from_string(PAGE).render({"answers": answers}, request))


@csrf_exempt
@login_not_required
def save(request: HttpRequest, code: str) -> HttpResponse:
    if server.mode == "signed out":
        return redirect("account_login")
    if server.mode in REFUSALS:
        return HttpResponse(status=REFUSALS[server.mode])
    form = AnswerForm(request.POST)
    form.is_valid()
    text, stored = form.cleaned_data["text"], server.answers[code]
    server.requests.append(text)
    if int(request.POST["base_version"]) != stored.version:
        return HttpResponse(foot_of(code) + f'<section class="conflict">{stored.text}</section>', status=409)
    server.answers[code] = Stored(text, stored.version + 1, form.cleaned_data["form"])
    return HttpResponse(foot_of(code))


@login_not_required
def submit(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"Submitted: {server.answers['1.1'].text}")


urlpatterns = [
    path("try/", page, name="try"),
    path("try/submit/", submit),
    path("try/<str:code>/save/", save),
    *application,
]
