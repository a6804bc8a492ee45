"""Read a list of issues and store it."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from issues.intake.parsed import NotAListOfIssues
from issues.registers import read_list
from issues.services import AlreadyLoaded, load


class Command(BaseCommand):
    help = "Read a list of issues (.txt, .docx, .pdf) and store it, whole or not at all."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *_args: Any, file: Path, **_options: Any) -> None:
        try:
            parsed = read_list(file)
            load(parsed, content=file.read_bytes(), name=file.name)
        except AlreadyLoaded as error:
            self.stdout.write(str(error))
            return
        except (NotAListOfIssues, OSError) as error:
            raise CommandError(str(error)) from error
        for warning in parsed.warnings:
            self.stderr.write(warning)
        points = sum(len(issue.data_points) for issue in parsed.issues)
        self.stdout.write(
            f"{parsed.symbol}: {len(parsed.issues)} issues with {points} data points are loaded."
        )
