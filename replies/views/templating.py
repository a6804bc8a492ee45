"""The Word template: which styles the document takes, and where to get a file to begin with."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models import User
from replies import services
from replies.compilation_forms import WordTemplateForm
from replies.document.word_template import specimen
from replies.models import WordTemplate
from replies.permissions import template_refusal
from replies.signed_in import user_of

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _administrator(request: HttpRequest) -> User:
    user = user_of(request)
    if why := template_refusal(user):
        raise PermissionDenied(why)
    return user


@require_http_methods(["GET", "HEAD", "POST"])
def word_template(request: HttpRequest) -> HttpResponse:
    """Which styles do our documents have, and how do I change them?"""
    user = _administrator(request)
    form = WordTemplateForm(request.POST, request.FILES) if request.method == "POST" else WordTemplateForm()
    if form.is_valid() and _is_replaced(form, user):
        messages.success(request, _("The next compilations take their styles from this file."))
        return redirect("replies:word_template")
    values = {"form": form, "template": WordTemplate.objects.select_related("uploaded_by").current()}
    return render(request, "replies/word_template.html", values, status=422 if form.errors else 200)


def _is_replaced(form: WordTemplateForm, user: User) -> bool:
    file = form.cleaned_data["file"]
    try:
        services.replace_template(file.read(), file.name, by=user)
    except services.Refused as error:
        form.add_error("file", str(error))
    return not form.errors


@require_POST
def word_template_withdraw(request: HttpRequest) -> HttpResponse:
    user = _administrator(request)
    try:
        services.withdraw_template(by=user)
    except services.Refused as error:
        messages.error(request, str(error))
    return redirect("replies:word_template")


@require_GET
def word_template_specimen(request: HttpRequest) -> HttpResponse:
    """A file with all the styles, to change and bring back."""
    _administrator(request)
    return HttpResponse(
        specimen(),
        content_type=WORD,
        headers={"Content-Disposition": 'attachment; filename="Reply Tracker styles.docx"'},
    )


@require_GET
def word_template_download(request: HttpRequest) -> HttpResponseBase:
    """The file in use."""
    _administrator(request)
    found = WordTemplate.objects.current()
    if found is None:
        messages.error(request, _("The styles that come with the application are in use."))
        return redirect("replies:word_template")
    try:
        content = found.file.open("rb")
    except FileNotFoundError:
        messages.error(request, _("The Word template is no longer in the storage: bring it again."))
        return redirect("replies:word_template")
    return FileResponse(content, as_attachment=True, filename=found.name)
