"""Take the text out of the files that are there already, so that search finds what they say."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from replies.files import extracting


class Command(BaseCommand):
    help = "Take the text out of attached files that have not been read; with --again out of all of them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--again", action="store_true", help="read those that have been read, too")

    def handle(self, *_args: Any, again: bool, **_options: Any) -> None:
        files = extracting.readable() if again else extracting.unread()
        keys = list(files.order_by("pk").values_list("pk", "version"))
        for attachment_id, version in keys:
            extracting.extract(attachment_id, version, again=again)
        self.stdout.write(f"Files read: {len(keys)}.")
