"""PDF files written by hand, object by object."""

import pytest

from issues.intake import readers_pdf
from issues.intake.marks import token
from issues.intake.parsed import NotAListOfIssues
from issues.intake.readers import read
from issues.intake.source import BOLD, Line

Piece = tuple[float, float, float, str]
ENCRYPTED = (
    b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"00" * 32 + b"> /U <" + b"11" * 32 + b"> >>"
)


def pdf(*pages: list[Piece], trailer: bytes = b"") -> bytes:
    """A file whose pages hold pieces of text: (x, y of the baseline, size, text); "!" before it: bold."""
    kids = " ".join(f"{5 + 2 * i} 0 R" for i in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >>",
    ]
    for i, pieces in enumerate(pages):
        stream = "\n".join(
            f"BT /F{1 + text.startswith('!')} {size} Tf {x} {y} Td ({text.lstrip('!')}) Tj ET"
            for x, y, size, text in pieces
        )
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents {6 + 2 * i} 0 R >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    return written(objects, trailer)


def written(objects: list[str], trailer: bytes) -> bytes:
    content = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(content))
        content += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    start = len(content)
    content += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    content += f"trailer << /Size {len(objects) + 1} /Root 1 0 R /ID [<00> <00>] ".encode() + trailer
    return content + f">>\nstartxref\n{start}\n%%EOF\n".encode()


def test_lines_are_read_with_marks_sizes_gaps_and_bold() -> None:
    content = pdf(
        [
            (50, 800, 12, "!Article 2"),
            (50, 770, 10, "1. Please explain the law,"),
            (162.5, 774, 6, "1"),
            (180, 770, 10, "and the code"),
            (236, 774, 6, "2,3"),
            (50, 758, 10, "in full. It is H"),
            (105, 756, 6, "2"),
            (108.5, 758, 10, "O."),
            (50, 100, 8, "See CAT/C/RUR/CO/1."),
            (46, 103, 5, "1"),
        ]
    )

    source = read(content, "list.pdf")

    assert source.lines == (
        Line("Article 2", gap=True, heading=BOLD, small=False),
        Line(
            f"1. Please explain the law,{token('1')} and the code{token('2')}{token('3')}",
            gap=True,
            small=False,
        ),
        Line("in full. It is H2O.", small=False),
        Line(f"{token('1')} See CAT/C/RUR/CO/1.", gap=True, small=True),
    )


def test_page_begins_with_a_gap() -> None:
    source = read(pdf([(50, 800, 10, "one")], [], [(50, 800, 10, "two")]), "list.pdf")

    assert [(line.text, line.gap) for line in source.lines] == [("one", True), ("two", True)]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            pdf([]),
            "list.pdf is a scan: its pages are pictures without text. Choose the "
            "Word file, or a PDF with text.",
        ),
        (
            pdf([(50, 800, 10, "one")], trailer=ENCRYPTED),
            "list.pdf is protected by a password. Choose a copy without a password.",
        ),
        (
            b"no PDF at all",
            "list.pdf is damaged or is not a PDF. Download it again, or choose the Word file.",
        ),
    ],
)
def test_unreadable_pdf_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(NotAListOfIssues) as refused:
        read(content, "list.pdf")

    assert str(refused.value) == message


def test_pdf_of_too_many_pages_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers_pdf, "MAX_PAGES", 1)

    with pytest.raises(NotAListOfIssues) as refused:
        read(pdf([], []), "list.pdf")

    assert str(refused.value) == "list.pdf has 2 pages, a list of issues has fewer than 1."
