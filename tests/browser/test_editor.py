"""What the editor writes, in a real browser under the real security policy."""

from pathlib import Path

import pytest

from tests.browser.acts import area, footnote, insert_table, paste, press, save, see_saved, stored, write

pytestmark = [pytest.mark.browser, pytest.mark.urls("tests.browser.pages")]

WORD = (Path(__file__).parent / "data/word.html").read_text()


def test_editor_latin_and_kazakh_saves_by_itself(editor, server, complaints):
    area(editor).click()
    write(editor, "Between 2019 and 2022: Әділет министрлігі ғұқіңөһ")

    see_saved(editor, 1)

    assert server.answers["1.1"].text == "<p>Between 2019 and 2022: Әділет министрлігі ғұқіңөһ</p>"
    assert complaints == []


def test_editor_marks(editor, server, complaints):
    area(editor).click()
    for button, text in [("Bold", "b"), ("Italic", "i"), ("Superscript", "2"), ("Subscript", "n")]:
        press(editor, button)
        write(editor, text)
        press(editor, button)
    write(editor, "[Shift+Enter]", "next")

    save(editor)

    wanted = "<p><strong>b</strong><em>i</em><sup>2</sup><sub>n</sub><br>next</p>"
    assert stored(editor, wanted) == wanted
    assert complaints == []


def test_editor_lists_nest_with_tab(editor, server, complaints):
    area(editor).click()
    write(
        editor, "(a) first", "[Enter]", "second", "[Enter]", "[Tab]", "inner", "[Enter]", "[Enter]", "[Enter]"
    )
    press(editor, "List with dots")
    write(editor, "point")

    save(editor)

    wanted = (
        "<ol><li><p>first</p></li><li><p>second</p><ol><li><p>inner</p></li></ol></li></ol>"
        "<ul><li><p>point</p></li></ul>"
    )
    assert stored(editor, wanted) == wanted
    assert complaints == []


def test_editor_table_is_filled_with_tab(editor, server, complaints):
    area(editor).click()
    insert_table(editor, "Deaths in custody", rows=2, columns=2)
    write(editor, "Place", "[Tab]", "2019", "[Tab]", "SIZO", "[Tab]", "4", "[Tab]", "IVS", "[Tab]", "0")

    save(editor)

    wanted = (
        '<table data-title="Deaths in custody"><tbody>'
        "<tr><th><p>Place</p></th><th><p>2019</p></th></tr>"
        "<tr><td><p>SIZO</p></td><td><p>4</p></td></tr>"
        "<tr><td><p>IVS</p></td><td><p>0</p></td></tr></tbody></table>"
    )
    assert stored(editor, wanted) == wanted
    assert complaints == []


def test_editor_click_below_a_table_goes_on_writing(editor, server, complaints):
    area(editor).click()
    insert_table(editor, "", rows=1, columns=1)
    write(editor, "in it")
    height = area(editor).evaluate("(element) => element.clientHeight")
    area(editor).click(position={"x": 60, "y": height - 6})
    write(editor, "below")
    press(editor, "Undo", "Redo")
    write(editor, "[Control+Home]", "[Control+End]", " it")

    save(editor)

    wanted = "<table><tbody><tr><th><p>in it</p></th></tr></tbody></table><p>below it</p>"
    assert stored(editor, wanted) == wanted
    assert complaints == []


def test_editor_table_merges_cells_and_changes_its_title(editor, server, complaints):
    area(editor).click()
    insert_table(editor, "", rows=1, columns=2)
    write(editor, "Total", "[Shift+ArrowRight]")
    press(editor, "Merge cells", "Title of the table")
    editor.get_by_role("textbox", name="Title of the table").fill("Prisons")
    editor.get_by_role("button", name="Done").click()
    press(editor, "Add a row")

    save(editor)

    wanted = (
        '<table data-title="Prisons"><tbody><tr><th colspan="2"><p>Total</p></th></tr>'
        "<tr><td></td><td></td></tr></tbody></table>"
    )
    assert stored(editor, wanted) == wanted
    assert complaints == []


def test_editor_footnote_is_written_changed_and_removed(editor, server, complaints):
    with_note = '<p>Text<span data-footnote="CAT/C/KAZ/CO/3, &lt;para&gt;. 30."></span> goes on.</p>'
    changed = '<p>Text<span data-footnote="Para. 31."></span> goes on.</p>'

    area(editor).click()
    write(editor, "Text")
    press(editor, "Footnote")
    footnote(editor, "CAT/C/KAZ/CO/3, <para>. 30.")
    write(editor, " goes on.")
    save(editor)
    assert stored(editor, with_note) == with_note

    area(editor).get_by_role("button", name="Footnote: CAT/C/KAZ/CO/3, <para>. 30.").click()
    footnote(editor, "Para. 31.")
    save(editor)
    assert stored(editor, changed) == changed

    area(editor).get_by_role("button", name="Footnote: Para. 31.").click()
    footnote(editor, "")
    save(editor)
    assert stored(editor, "<p>Text goes on.</p>") == "<p>Text goes on.</p>"
    assert complaints == []


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://www.ohchr.org/en", "https://www.ohchr.org/en"),
        ("un.org", "https://un.org"),
        ("name@example.org", "mailto:name@example.org"),
    ],
)
def test_editor_link(editor, server, complaints, written, address):
    area(editor).click()
    write(editor, "source", "[Control+a]")
    press(editor, "Link")
    editor.get_by_role("textbox", name="Address").fill(written)
    editor.get_by_role("button", name="Done").click()

    save(editor)

    wanted = f'<p><a href="{address}">source</a></p>'
    assert stored(editor, wanted) == wanted
    assert complaints == []


def test_editor_paste_from_word_keeps_list_table_and_footnote(editor, server, complaints):
    area(editor).click()
    paste(editor, WORD)

    save(editor)

    wanted = (
        '<p>In 2021<span data-footnote="Law No. 5, art. 2."></span> the law changed.</p>'
        "<ol><li><p>first</p><ol><li><p>inner</p></li></ol></li><li><p>second</p></li></ol>"
        '<table><tbody><tr><td colspan="2"><p><strong>Year</strong></p></td></tr>'
        "<tr><td><p>2021</p></td><td><p>4</p></td></tr></tbody></table>"
        "<ul><li><p>point</p></li></ul>"
    )
    assert stored(editor, wanted) == wanted
    assert complaints == []


def test_editor_paste_from_excel_keeps_the_table(editor, server, complaints):
    area(editor).click()
    paste(
        editor,
        "<table border=0 style='width:96pt'><col width=64><tr height=20 style='height:15pt'>"
        "<td class=xl65 style='background:yellow'>2019</td><td align=right>1 204</td></tr></table>",
    )

    save(editor)

    wanted = "<table><tbody><tr><td><p>2019</p></td><td><p>1 204</p></td></tr></tbody></table>"
    assert stored(editor, wanted) == wanted
    assert complaints == []


def test_editor_paste_of_script_leaves_the_words_only(editor, server, complaints):
    area(editor).click()
    paste(
        editor,
        "<p onclick='alert(1)'>Kept<script>alert(2)</script><img src=x onerror='alert(3)'>"
        "<a href='javascript:alert(4)'>words</a></p>",
    )

    save(editor)

    wanted = "<p>Keptwords</p>"
    assert stored(editor, wanted) == wanted
    assert complaints == []
