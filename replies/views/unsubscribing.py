"""Switching news off from a mail, without signing in."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts import services
from accounts.models import User
from replies.unsubscribing import read_token


# A mail system posts here by itself, without a page of ours before it (RFC 8058): the token says who it is.
@csrf_exempt
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Am I to be told of such things no more? Asks first, since mail systems open links to examine them."""
    asked = read_token(token)
    person = User.objects.filter(pk=asked.user_id, is_active=True).first() if asked else None
    if asked is None or person is None:
        return render(request, "replies/unsubscribe.html", status=400)
    if request.method == "POST":
        services.switch_off(person, asked.kinds, by=person)
    values = {"kinds": [kind.label for kind in asked.kinds], "is_done": request.method == "POST"}
    return render(request, "replies/unsubscribe.html", values)
