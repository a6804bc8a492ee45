"""Print how to sign in to the demonstration."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from replies.management.commands.load_demonstration import PASSWORD

SHOWN = (
    ("focal.mia@example.org", "focal point, Ministry of Internal Affairs"),
    ("clearing.mia@example.org", "clearing officer, Ministry of Internal Affairs"),
    ("coordinator@example.org", "coordinator"),
    ("administrator@example.org", "administrator"),
    ("observer@example.org", "observer"),
)


class Command(BaseCommand):
    help = "Print the addresses and the password of the demonstration people."

    def handle(self, *_args: Any, **_options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("There are demonstration people in development only.")
        for email, who in SHOWN:
            self.stdout.write(f"  {email:<28} {who}")
        self.stdout.write("  focal.CODE@example.org and clearing.CODE@example.org for each other ministry")
        self.stdout.write(f"  password for all: {PASSWORD}")
