"""The signed-in person of a request, as the type that they are."""

from typing import cast

from django.http import HttpRequest

from accounts.models import User


def user_of(request: HttpRequest) -> User:
    """The person; every page but the sign-in stands behind LoginRequiredMiddleware."""
    return cast("User", request.user)
