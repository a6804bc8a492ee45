"""The rules of the house that a machine can hold: which way imports go, how long a module grows."""

import ast
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
APPS = ("accounts", "issues", "replies")
LAYERS = (
    ("permissions", "addresses"),
    ("workflow",),
    ("models",),
    ("richtext", "ladder", "presence", "tables_asked"),
    (
        "begun",
        "deadlines",
        "effects",
        "calendar_effects",
        "news",
        "news_words",
        "unsubscribing",
        "recipients",
        "mail_faults",
    ),
    (
        "composing",
        "emails",
        "delivery",
        "news_mails",
        "gathering",
        "planned",
        "by_hand",
        "reminders",
        "submission",
        "document",
        "requested",
        "filters",
        "burnup",
        "progress",
        "register",
        "register_columns",
        "register_export",
        "budget",
        "timeline",
        "finding",
        "searching",
        "mentions",
        "desk",
        "lists",
        "observing",
        "overseeing",
        "storage",
        "files",
    ),
    ("tasks",),
    ("services",),
    ("editor",),
    (
        "forms",
        "address_forms",
        "filter_forms",
        "search_forms",
        "progress_forms",
        "list_forms",
        "register_forms",
        "attachment_forms",
        "compilation_forms",
        "submission_forms",
        "preference_forms",
        "mail_forms",
        "assigning_forms",
        "planning_forms",
        "calendar_forms",
        "responding_forms",
        "reminding_forms",
    ),
    ("versions",),
    ("pages", "signed_in", "templatetags"),
    ("views", "mailbox", "admin", "management"),
    ("urls",),
)
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}


def modules() -> list[Path]:
    found = (path for app in (*APPS, "config") for path in sorted((ROOT / app).rglob("*.py")))
    return [path for path in found if "migrations" not in path.parts]


def imported(path: Path) -> Iterator[str]:
    """The dotted names that a module imports at run time."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


def layer(dotted: str) -> int | None:
    parts = dotted.split(".")
    return RANK.get(parts[1]) if len(parts) > 1 else None


def only_for_types(path: Path) -> set[str]:
    """The names imported under `if TYPE_CHECKING`."""
    blocks = (
        node
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
    )
    imports = (node for block in blocks for node in block.body if isinstance(node, ast.ImportFrom))
    return {
        name
        for node in imports
        for name in (node.module, *(f"{node.module}.{n.name}" for n in node.names))
        if name
    }


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_module_imports_only_what_stands_before_it(path: Path) -> None:
    dotted = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    app = dotted.split(".", maxsplit=1)[0]
    later_apps = APPS[APPS.index(app) + 1 :] if app in APPS else ()
    names = set(imported(path)) - only_for_types(path)

    upwards = {name for name, later in product(names, later_apps) if name.startswith(f"{later}.")}
    own = layer(dotted)
    sideways = {
        name for name in names if name.startswith(f"{app}.") and own is not None and (layer(name) or 0) > own
    }

    assert upwards | sideways == set()


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_module_imports_at_its_top(path: Path) -> None:
    functions = (
        node
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )

    inner = [
        node
        for function in functions
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]

    assert inner == []


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_module_stays_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]

    longest = max(((node.end_lineno or 0) - node.lineno for node in functions), default=0)

    assert (len(text.splitlines()) <= 300, longest < 40) == (True, True)
