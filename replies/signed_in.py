"""The signed-in person of a request, as the type that they are."""

from django.http import HttpRequest

from accounts.models import User


def user_of(request: HttpRequest) -> User:
    """The person; every page but the sign-in stands behind LoginRequiredMiddleware."""
    if not isinstance(request.user, User):
        raise TypeError("a page without sign-in asked for the person")
    return request.user
