"""What the checks read of an answer."""

from replies.document.checks.given import given_of
from replies.document.checks.grids import grid_of
from replies.document.tree import Cell, GapNotice, Paragraph, Table, Text
from tests.replies.document.checks.scene import given, table


def test_given_keeps_running_text_apart_from_tables_and_notes() -> None:
    html = (
        '<p>A law<br>of <a href="https://example.org/">2014</a>.<span data-footnote="No. 226."></span>'
        ' See <span data-see="2.1"></span>.</p>'
    )

    found = given(html + table("Year|Cases", "2021|3"))

    assert (found.running, found.everything) == (
        "A law of 2014. See .",
        "A law of 2014. See .\nDeaths\nYear\nCases\n2021\n3\nNo. 226.",
    )
    assert (found.said.codes, found.said.hrefs) == (["2.1"], ["https://example.org/"])


def test_given_reads_a_table_in_a_cell_and_passes_over_notices() -> None:
    inner = Table("", ((Cell((Paragraph((Text("Deep"),)),)),),))
    outer = given("<p>One.</p>")

    found = given_of(
        outer.reply,
        outer.answer,
        [Table("", ((Cell((inner, GapNotice("Missing"))),),)), GapNotice("Missing")],
    )

    assert found.everything.split() == ["Deep"]


def test_grid_of_heads_alone_has_no_figures() -> None:
    html = table("Year|Cases", "2021|3", heads=2)

    grid = grid_of(given(html).said.tables[0])

    assert (grid.heads, list(grid.columns), grid.body) == (2, [], ())
