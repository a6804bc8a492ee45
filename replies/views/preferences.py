"""What a person chooses for themselves: when and of what they are told, and when they are away."""

from django.conf import settings as django_settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts import services
from accounts.models import Absence
from accounts.refusing import Refused
from replies.pages.feed import address_of
from replies.pages.preferences import settings_of
from replies.preference_forms import AbsenceForm, PreferencesForm
from replies.signed_in import user_of


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """When am I told, of what, in which language, and who gets my mail while I am away?"""
    user = user_of(request)
    form = PreferencesForm(request.POST if request.method == "POST" else None, user=user)
    if not form.is_valid():
        return _page(request, form, AbsenceForm(user=user))
    language = form.cleaned_data["language"]
    services.change_preferences(
        user,
        digest_hour=form.cleaned_data["digest_hour"],
        switched_off=form.switched_off(),
        language=language,
        by=user,
    )
    with translation.override(language):
        messages.success(request, _("Your settings are saved."))
    response = redirect("replies:settings")
    _remember_language(response, language)
    return response


def _remember_language(response: HttpResponse, language: str) -> None:
    """Have the pages follow, too, as the menu of languages does."""
    response.set_cookie(
        django_settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=django_settings.LANGUAGE_COOKIE_AGE,
        path=django_settings.LANGUAGE_COOKIE_PATH,
        domain=django_settings.LANGUAGE_COOKIE_DOMAIN,
        secure=django_settings.LANGUAGE_COOKIE_SECURE,
        httponly=django_settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite=django_settings.LANGUAGE_COOKIE_SAMESITE,
    )


def _page(request: HttpRequest, form: PreferencesForm, absence: AbsenceForm) -> HttpResponse:
    values = {
        "form": form,
        "absence": absence,
        "settings": settings_of(user_of(request), timezone.localdate()),
        "calendar_address": address_of(user_of(request)),
    }
    is_refused = bool(form.errors or absence.errors)
    return render(request, "replies/settings.html", values, status=422 if is_refused else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def absence_add(request: HttpRequest) -> HttpResponse:
    """Enter days on which I am away; what is refused stays in the form, with the reason."""
    if request.method != "POST":
        return redirect("replies:settings")
    user = user_of(request)
    form = AbsenceForm(request.POST, user=user)
    if form.is_valid():
        try:
            services.add_absence(user, **form.cleaned_data, today=timezone.localdate(), by=user)
        except Refused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Your absence is entered."))
            return redirect("replies:settings")
    return _page(request, PreferencesForm(user=user), form)


@require_POST
def absence_end(request: HttpRequest, pk: int) -> HttpResponse:
    """I am back, or I stay after all."""
    user = user_of(request)
    absence = get_object_or_404(Absence.objects.filter(user=user), pk=pk)
    services.end_absence(absence, today=timezone.localdate(), by=user)
    messages.success(request, _("You get your mail yourself again."))
    return redirect("replies:settings")
