"""What the editor writes, in a real browser under the real security policy."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.acts import (
    area,
    card,
    drop_file,
    footnote,
    insert_table,
    notice,
    paste,
    paste_files,
    press,
    save,
    see_saved,
    settle,
    stored,
    write,
)

pytestmark = [pytest.mark.browser, pytest.mark.urls("tests.browser.pages")]

DATA = Path(__file__).parent / "data"
WORD = (DATA / "word.html").read_text()
EXCEL = (DATA / "excel.html").read_text()
ASKED = (
    '<table data-title="Deaths"><tbody><tr><th><p>Sex</p></th><th><p>2021</p></th></tr>'
    "<tr><td><p>Women</p></td><td></td></tr><tr><td><p>Men</p></td><td></td></tr></tbody></table>"
)


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


def refer_to(page, code):
    page.get_by_role("combobox", name="Code of the answer to refer to").fill(code)
    page.get_by_role("button", name="Done").click()


def test_editor_reference_is_written_changed_and_removed(editor, server, complaints):
    area(editor).click()
    write(editor, "More: ")
    press(editor, "Refer to another answer")
    refer_to(editor, "6 (A).2")
    write(editor, ".")
    save(editor)
    wanted = '<p>More: <span data-see="6(a).2"></span>.</p>'
    assert stored(editor, wanted) == wanted

    chip = area(editor).get_by_role("button", name="paragraph of 6(a).2")
    shown = chip.evaluate("(element) => getComputedStyle(element, '::before').content")
    chip.click()
    refer_to(editor, "1.2")
    save(editor)
    changed = '<p>More: <span data-see="1.2"></span>.</p>'
    assert stored(editor, changed) == changed

    area(editor).focus()
    settle(editor)
    write(editor, "[ArrowLeft]", "[Enter]")
    refer_to(editor, "")
    write(editor, "end")
    save(editor)
    assert stored(editor, "<p>More: end.</p>") == "<p>More: end.</p>"
    assert shown == '"paragraph of 6(a).2"'
    assert complaints == []


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("9.9", "This list has no data point “9.9”."),
        ("1.1", "An answer cannot point at itself; write the code of another one."),
    ],
)
def test_editor_reference_to_nothing_is_refused_in_words(editor, server, code, said):
    area(editor).click()
    write(editor, "[Control+Alt+s]")

    refer_to(editor, code)

    field = editor.get_by_role("combobox", name="Code of the answer to refer to")
    assert field.evaluate("(element) => element.validationMessage") == said
    editor.keyboard.press("Escape")
    write(editor, "On")
    expect(area(editor)).to_have_text("On")


@pytest.mark.parametrize("before", ["", "Deaths were as follows."])
def test_editor_inserts_the_table_that_is_asked_for(editor, server, complaints, before):
    server.asked = ASKED
    editor.reload()
    area(editor).click()
    write(editor, *filter(None, [before]))
    press(editor, "Insert a table with the years and groups that are asked for")
    write(editor, "4", "[Tab]", "[Tab]", "1\xa0204")
    save(editor)

    opening = f"<p>{before}</p>" if before else ""
    women, men, rest = ASKED.split("<td></td>")
    filled = f"{opening}{women}<td><p>4</p></td>{men}<td><p>1\xa0204</p></td>{rest}"
    assert stored(editor, filled) == filled
    other = editor.get_by_role("toolbar", name="Answer to 1.2")
    expect(other.get_by_text("Table as asked")).to_be_hidden()
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
    paste(editor, EXCEL)

    expect(card(editor).locator("[data-words]")).to_have_text("5 words")  # the text is parsed for it
    save(editor)

    wanted = (
        '<table><tbody><tr><td colspan="2"><p><strong>Year</strong></p></td></tr>'
        "<tr><td><p>Қамауда</p></td><td><p>1\xa0234,5</p></td></tr>"
        "<tr><td></td><td><p>0</p></td></tr></tbody></table>"
    )
    assert stored(editor, wanted) == wanted
    assert complaints == []


def test_editor_paste_of_excel_with_its_picture_says_nothing(editor, server):
    area(editor).click()
    paste_files(editor, "cells.png", "<table><tr><td>2021</td><td>4</td></tr></table>")

    save(editor)

    wanted = "<table><tbody><tr><td><p>2021</p></td><td><p>4</p></td></tr></tbody></table>"
    assert stored(editor, wanted) == wanted
    expect(notice(editor)).to_be_hidden()


def test_editor_paste_drops_pictures_and_says_so(editor, server, complaints):
    area(editor).click()
    paste(editor, '<p>Before <img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="> after</p>')
    expect(notice(editor)).to_have_text("Pictures cannot stand in the document. Attach the file as an annex.")
    save(editor)

    assert stored(editor, "<p>Before after</p>") == "<p>Before after</p>"
    area(editor, "1.2").click()
    expect(notice(editor)).to_be_hidden()
    assert complaints == []


@pytest.mark.parametrize("bring", [paste_files, drop_file])
def test_editor_takes_no_file_and_says_so(editor, server, bring):
    area(editor).click()
    write(editor, "Words")

    goes_on = bring(editor, "scan.png")

    expect(notice(editor)).to_contain_text("Attach the file as an annex.")
    expect(area(editor)).to_have_text("Words")
    assert goes_on is False


@pytest.mark.parametrize(
    ("pasted", "said"),
    [
        (f"<p>{'word ' * 1_000_000}</p>", "Nothing was inserted: this is longer than an answer can be."),
        (
            f"<table>{'<tr><td>1</td></tr>' * 2000}</table>",
            "Nothing was inserted: this table has more rows than the document can carry.",
        ),
    ],
    ids=["5 MB", "2,000 rows"],
)
def test_editor_paste_of_too_much_leaves_the_text_as_it_is(editor, server, complaints, pasted, said):
    area(editor).click()
    write(editor, "Mine")
    paste(editor, pasted)
    expect(notice(editor)).to_contain_text(said)

    paste(editor, "<p>, and more</p>")

    expect(notice(editor)).to_be_hidden()
    expect(area(editor)).to_have_text("Mine, and more")
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
