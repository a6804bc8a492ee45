from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.absences import absence_refusal, superior_refusal
from accounts.models import Absence, Ministry, User
from accounts.services import invite


@admin.register(Ministry)
class MinistryAdmin(admin.ModelAdmin[Ministry]):
    list_display = ("code", "name_en", "name_ru", "name_kk")
    search_fields = ("code", "name_en", "name_ru", "name_kk")


class AbsenceForm(ModelForm[Absence]):
    """An absence of the person whose page it stands on, by the same rules as on their own settings page."""

    class Meta:
        model = Absence
        fields = ("first_day", "last_day", "deputy")

    def clean(self) -> dict[str, Any]:
        """Refuse what the person could not enter themselves; what is stored already may stay as it is."""
        cleaned = super().clean() or {}
        if self.has_changed() and "first_day" in cleaned and "last_day" in cleaned:
            absence = self.instance
            days = (cleaned["first_day"], cleaned["last_day"], cleaned.get("deputy"))
            why = absence_refusal(absence.user, *days, today=timezone.localdate(), own=absence.pk)
            if why:
                raise ValidationError(why)
        return cleaned


class AbsenceInline(admin.TabularInline[Absence, User]):
    model = Absence
    form = AbsenceForm
    fk_name = "user"
    extra = 0


class UserForm(ModelForm[User]):
    """A person, with a superior who can be one."""

    def clean(self) -> dict[str, Any]:
        """Compare the superior with the role and the ministry as they are to be."""
        cleaned = super().clean() or {}
        if (superior := cleaned.get("superior")) is not None:
            user = User(pk=self.instance.pk, name=cleaned.get("name", ""), ministry=cleaned.get("ministry"))
            if why := superior_refusal(user, superior):
                self.add_error("superior", why)
        return cleaned


@admin.register(User)
class UserAdmin(admin.ModelAdmin[User]):
    form = UserForm
    list_display = ("name", "email", "role", "ministry", "language", "is_active")
    list_filter = ("role", "is_active", "ministry")
    list_select_related = ("ministry",)
    search_fields = ("name", "email")
    fields = ("email", "name", "role", "ministry", "superior", "language", "is_active")

    def get_inlines(self, request: HttpRequest, obj: User | None) -> tuple[type[AbsenceInline], ...]:  # noqa: ARG002
        """The absences of a person who is there already."""
        return () if obj is None else (AbsenceInline,)

    def save_model(self, request: HttpRequest, obj: User, form: ModelForm[User], change: bool) -> None:
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        if not change:
            transaction.on_commit(lambda: _invite(request, obj))

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:  # noqa: ARG002
        return False


def _invite(request: HttpRequest, user: User) -> None:
    try:
        invite(user)
    except OSError as error:  # what a mail server says is one, too
        text = _(
            "The invitation to %(email)s was not sent (%(error)s). Ask them to use “Forgot your password?”."
        )
        messages.warning(request, text % {"email": user.email, "error": error})
