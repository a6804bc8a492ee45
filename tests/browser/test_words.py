"""The words of an answer and of the document, counted in the browser while somebody writes."""

import pytest
from playwright.sync_api import expect

from replies.richtext import count_words, sanitise
from tests.browser.acts import area, card, fill, save, see_saved, write
from tests.browser.pages import ELSEWHERE, Stored

pytestmark = [pytest.mark.browser, pytest.mark.urls("tests.browser.pages")]

TEXTS = (
    "",
    "<p>One two  three</p>",
    "<p>One</p><p>two</p>",
    "<p>One<br>two <strong>th</strong>ree</p>",
    "<p>1\xa0234,5 – half; one/two, well-known</p>",
    "<p>Әділет министрлігінің ғылыми қызметі</p>",
    "<ol><li><p>one</p><ul><li><p>two</p></li></ul></li><li><p>three four</p></li></ol>",
    '<table data-title="Deaths in custody"><tbody><tr><th><p>Sex</p></th><th><p>2021</p></th></tr>'
    "<tr><td></td><td><p>4</p></td></tr></tbody></table><p>Source: register</p>",
    '<p>Text<span data-footnote="Law No. 5, art. 2."></span>, more<span data-footnote="Ibid."></span></p>',
    '<p>See also <span data-see="6(a).2"></span>.</p><p>(<span data-see="1.2"></span>)</p>',
    '<p>in<span data-see="1.2"></span> and <a href="https://un.org">the source</a></p>',
    "<p>Thin\u2009space, zero\ufeffwidth, ideographic\u3000space, 5 &lt; 6 &amp; 7</p>",
    '<p>Before</p><table><tbody><tr><td rowspan="2"><p>a</p><p>b</p></td></tr></tbody></table>',
)


def words(page, code="1.1"):
    return card(page, code).locator("[data-words]")


def total(page):
    return page.locator("[data-words-total]")


def test_words_are_counted_as_the_server_counts_them(editor, server):
    counted = editor.evaluate(
        "async (texts) => texts.map((await import('reply-tracker/words')).countWords)",
        list(TEXTS),
    )

    assert counted == [count_words(sanitise(text)) for text in TEXTS]


def test_words_move_while_somebody_writes(editor, server, complaints):
    server.answers["1.2"] = Stored("<p>Three more words</p>", 1)
    editor.reload()
    expect(total(editor)).to_have_text(f"{ELSEWHERE + 3:,}")
    area(editor).click()
    write(editor, "One")
    expect(words(editor)).to_have_text("1 word")
    write(editor, " two")
    area(editor, "1.2").click()
    write(editor, "[Control+a]", "[Delete]", "gone")

    expect(words(editor)).to_have_text("2 words")
    expect(words(editor, "1.2")).to_have_text("1 word")
    expect(total(editor)).to_have_text(f"{ELSEWHERE + 3:,}")
    assert complaints == []


def test_words_of_the_document_stay_when_an_answer_is_saved(editor, server):
    area(editor).click()
    write(editor, "One two three")
    save(editor)
    see_saved(editor, 1)

    expect(words(editor)).to_have_attribute("data-words", "3")
    expect(total(editor)).to_have_text(f"{ELSEWHERE + 3:,}")


def test_words_of_the_document_follow_a_new_sum_of_the_server(editor, server):
    area(editor).click()
    write(editor, "One two three")
    save(editor)
    see_saved(editor, 1)
    editor.evaluate(
        """() => htmx.ajax("GET", "/try/", {
            target: "[data-words-total]", select: "[data-words-total]", swap: "outerHTML"
        })"""
    )
    expect(total(editor)).to_have_attribute("data-saved", str(ELSEWHERE + 3))
    area(editor).click()
    write(editor, "[Control+End]", " four")

    expect(total(editor)).to_have_text(f"{ELSEWHERE + 4:,}")


def test_words_of_a_reason_count_with_what_is_printed_around_it(editor, server):
    card(editor).get_by_label("Kind").select_option("unavailable")
    card(editor).get_by_role("textbox", name="Because").fill("no register exists")

    expect(words(editor)).to_have_text("11 words")


@pytest.mark.parametrize(
    ("count", "shown"), [(1, "1 слово"), (3, "3 слова"), (1005, "1\xa0005 слов"), (21, "21 слово")]
)
def test_words_in_the_plural_of_the_language(editor, server, count, shown):
    editor.evaluate(
        """() => {
            document.documentElement.lang = "ru"
            const forms = { one: "# слово", few: "# слова", many: "# слов", other: "# слова" }
            const phrases = document.querySelector("#answer-phrases").content
            for (const [form, words] of Object.entries(forms)) {
                phrases.querySelector(`[data-phrase="words-${form}"]`).textContent = words
            }
        }"""
    )
    fill(editor, f"<p>{'word ' * count}</p>")

    expect(words(editor)).to_have_text(shown)
