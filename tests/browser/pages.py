"""A page with two answers kept in memory: the editor without the rest of the application."""

from dataclasses import dataclass, field
from pathlib import Path

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template import engines
from django.urls import path
from django.utils.safestring import SafeString
from django.views.decorators.csrf import csrf_exempt

from config.urls import urlpatterns as application
from replies.editor import AnswerTextField
from replies.richtext import count_words

CODES = ("1.1", "1.2")
REFUSALS = {"broken": 500, "forbidden": 403, "too large": 413}
ELSEWHERE = 1_000  # words of the document that stand on other pages

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
    """What the pretended server holds; `mode` is “ok”, “signed out”, or one of REFUSALS; `asked` a table."""

    mode: str = "ok"
    asked: str = ""
    answers: dict[str, Stored] = field(default_factory=lambda: {code: Stored() for code in CODES})
    requests: list[str] = field(default_factory=list)

    def reset(self) -> None:
        """Forget everything."""
        fresh = Server()
        vars(self).update(vars(fresh))


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
    values["count"] = count_words(stored.text)
    return engines["django"].from_string(FOOT).render(values)


def asked_of(code: str) -> SafeString:
    """What the page holds ready for the first answer: the table that is asked for."""
    holds = code == "1.1" and server.asked
    return SafeString(f"<template data-asked-table>{server.asked}</template>" if holds else "")


@login_not_required
def page(request: HttpRequest) -> HttpResponse:
    if server.mode == "signed out":
        return redirect("account_login")
    answers = [(code, form_of(code), asked_of(code), foot_of(code)) for code in CODES]
    total = ELSEWHERE + sum(count_words(stored.text) for stored in server.answers.values())
    values = {"answers": answers, "total": total}
    return HttpResponse(engines["django"].from_string(PAGE).render(values, request))


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
