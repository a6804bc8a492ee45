"""Who replies: ministries, and the people in them with their roles."""

from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar, TypeVar, cast

import pghistory
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

M = TypeVar("M", bound=models.Model)


def with_history(*more: pghistory.Tracker, **options: Any) -> Callable[[type[M]], type[M]]:
    """Have the database record every created, changed and deleted row of a model, whoever writes it."""
    trackers = (pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), *more)
    # Who and why stand in the history row itself, which PostgreSQL lets nobody change.
    return cast(
        "Callable[[type[M]], type[M]]",
        pghistory.track(*trackers, context_field=pghistory.ContextJSONField(), **options),
    )


class Role(models.TextChoices):
    """What a person may see and do; the table stands in the domain's page on roles."""

    FOCAL_POINT = "focal_point", _("focal point")
    CLEARING_OFFICER = "clearing_officer", _("clearing officer")
    COORDINATOR = "coordinator", _("coordinator")
    ADMINISTRATOR = "administrator", _("administrator")
    OBSERVER = "observer", _("observer")


MINISTRY_ROLES = (Role.FOCAL_POINT, Role.CLEARING_OFFICER)


class Language(models.TextChoices):
    """Languages of the interface and of mail."""

    ENGLISH = "en", _("English")
    RUSSIAN = "ru", _("Russian")
    KAZAKH = "kk", _("Kazakh")


class AtOnce(models.TextChoices):
    """What a person is told within minutes and not only once a day; each can be switched off."""

    RETURNED = "returned", _("a reply is returned with a note")
    MENTIONED = "mentioned", _("a comment mentions me")
    ASSIGNED = "assigned", _("an assignment changes")
    CLEARED = "cleared", _("a reply is cleared")
    ACCEPTED = "accepted", _("a reply is accepted")
    MOVED = "moved", _("a deadline moves")


@with_history()
class Ministry(models.Model):
    """Any State body that replies: a ministry, a court, the Prosecutor General's office, the Ombudsman."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name_en = models.CharField(_("name in English"), max_length=200)
    name_ru = models.CharField(_("name in Russian"), max_length=200, blank=True)
    name_kk = models.CharField(_("name in Kazakh"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("ministry")
        verbose_name_plural = _("ministries")
        ordering = ("name_en",)

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the active language; in English where that one is missing."""
        return self.name_in(get_language() or "en")

    def name_in(self, language: str) -> str:
        """The name in a language, by its code; in English where that one is missing."""
        names = {"ru": self.name_ru, "kk": self.name_kk}
        return names.get(language[:2], "") or self.name_en


class UserManager(BaseUserManager["User"]):
    def get_queryset(self) -> models.QuerySet["User"]:
        """People with their ministry, which every page names beside the person."""
        return super().get_queryset().select_related("ministry")

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Store a person; without a password they can sign in only after setting one by mail."""
        user = self.model(email=email.lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Store an administrator (`manage.py createsuperuser`)."""
        return self.create_user(email, password, role=Role.ADMINISTRATOR, **fields)


@with_history(exclude=["password", "last_login", "calendar_key"])
class User(AbstractBaseUser):
    """A person who signs in with their address; focal points and clearing officers belong to a ministry."""

    email = models.EmailField(_("email address"), unique=True)
    name = models.CharField(_("name"), max_length=150)
    role = models.CharField(_("role"), max_length=20, choices=Role)
    ministry = models.ForeignKey(
        Ministry, models.PROTECT, null=True, blank=True, related_name="people", verbose_name=_("ministry")
    )
    language = models.CharField(_("language"), max_length=2, choices=Language, default=Language.ENGLISH)
    is_active = models.BooleanField(_("may sign in"), default=True)
    superior = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="subordinates",
        verbose_name=_("superior"),
        help_text=_("Is told, too, when something that the person owes is overdue by three working days."),
    )
    digest_hour = models.PositiveSmallIntegerField(
        _("hour of the daily mail"), null=True, blank=True, validators=[MaxValueValidator(23)]
    )
    switched_off = ArrayField(
        models.CharField(max_length=10, choices=AtOnce),
        verbose_name=_("not told at once"),
        default=list,
        blank=True,
    )
    # What the secret address of the calendar is signed with; a new one makes the old address worthless.
    calendar_key = models.UUIDField(null=True, blank=True, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_email_lower_case", condition=Q(email=Lower("email"))
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_ministry_by_role",
                condition=Q(role__in=MINISTRY_ROLES, ministry__isnull=False)
                | (~Q(role__in=MINISTRY_ROLES) & Q(ministry__isnull=True)),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_role_known", condition=Q(role__in=Role.values)
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_digest_hour_of_a_day",
                condition=Q(digest_hour__isnull=True) | Q(digest_hour__lte=23),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_superior_is_another",
                condition=Q(superior__isnull=True) | ~Q(superior=F("pk")),
            ),
        )

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        self.email, self.name = self.email.lower(), " ".join(self.name.split())
        needs_ministry = self.role in MINISTRY_ROLES
        if needs_ministry and self.ministry is None:
            raise ValidationError({"ministry": _("Choose the ministry this person works for.")})
        if not needs_ministry and self.ministry is not None:
            raise ValidationError(
                {
                    "ministry": _(
                        "Leave this empty: only focal points and clearing officers belong to a ministry."
                    )
                }
            )

    @property
    def is_staff(self) -> bool:
        """Whether Django's admin lets the person in."""
        return self.role == Role.ADMINISTRATOR

    @property
    def is_superuser(self) -> bool:
        return self.is_staff

    def has_perm(self, _perm: str, _obj: object = None) -> bool:
        """Rights of Django's admin: an administrator has all, anybody else none."""
        return self.is_active and self.is_staff

    def has_module_perms(self, _app_label: str) -> bool:
        return self.is_active and self.is_staff

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def on(self, day: date) -> "AbsenceQuerySet":
        """Those that cover a day."""
        return self.filter(Q(last_day__isnull=True) | Q(last_day__gte=day), first_day__lte=day)


@with_history()
class Absence(models.Model):
    """Days on which a person gets no mail: their deputy gets it. Without a last day: until further notice."""

    user = models.ForeignKey(User, models.PROTECT, related_name="absences")
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"), null=True, blank=True)
    deputy = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="deputising", verbose_name=_("deputy")
    )

    objects: ClassVar = AbsenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        ordering = ("first_day", "pk")
        constraints = (
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_ends_after_its_start",
                condition=Q(last_day__isnull=True) | Q(last_day__gte=F("first_day")),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_deputy_is_another",
                condition=Q(deputy__isnull=True) | ~Q(deputy=F("user")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} · {self.first_day}"
