"""Parse a list of issues and print it as JSON, without touching the database."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from issues.intake.parsed import NotAListOfIssues
from issues.registers import read_list


class Command(BaseCommand):
    help = "Parse a list of issues (.txt, .docx, .pdf) and print it as JSON; nothing is stored."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *_args: Any, file: Path, **_options: Any) -> None:
        try:
            parsed = read_list(file)
        except (NotAListOfIssues, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(json.dumps(parsed.as_json(), ensure_ascii=False, indent=1))
