"""What a browser shows is read; what it hides, strikes out or shows as something else is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ingest.read.html.page import SENTENCE, document, lines, page

RULES = """<style>
.a{display:none} .b{visibility:hidden} #c{font-size:0} p.d{opacity:0} .e s{color:red}
.f{text-decoration:line-through} .g{position:absolute;left:-9999px}
.h{position:absolute;clip:rect(0,0,0,0);width:1px;height:1px;overflow:hidden}
@media print{.shown{display:none}} @media (max-width:600px){.shown{display:none}}
@media screen and (min-width: 800px){.wide{display:none}}
.tab{display:none} .tab.open{display:block} .hint:hover{display:none}
.fade{opacity:0;transition:opacity 1s} .dark{background:#000} .dark p{color:#fff}
.broken{display:none !important;} .broken{display:block}
</style>"""
HIDDEN = [
    ("<p hidden>GONE</p>", "the attribute"),
    ('<div hidden=""><p>GONE</p><p>GONE</p></div>', "all inside it"),
    ('<p style="display:none">GONE</p>', "display"),
    ('<p style="DISPLAY : NONE !important">GONE</p>', "display in capitals"),
    ('<p style="visibility:hidden">GONE</p>', "visibility"),
    ('<p>Shown <span style="font-size:0px">GONE</span></p>', "letters of no size"),
    ('<p>Shown <span style="font-size: 1px">GONE</span></p>', "letters of a pixel"),
    ('<p>Shown <span style="color:#fdfdfd">GONE</span></p>', "nearly white on white"),
    ('<p>Shown <span style="opacity:0.0">GONE</span></p>', "letters that one looks through"),
    ('<p>Shown <span style="color:#FFFFFF">GONE</span></p>', "white on white"),
    ('<p>Shown <span style="color:white;background-color:#fff">GONE</span></p>', "white on white"),
    ('<p>Shown <span style="color:rgb(0,0,0);background:black">GONE</span></p>', "black on black"),
    ('<p>Shown <font color="#ffffff">GONE</font></p>', "white by <font>"),
    ('<p>Shown <span style="color:transparent">GONE</span></p>', "a colour that is none"),
    ('<p style="position:absolute; left:-10000px">GONE</p>', "moved out of the page"),
    ('<p style="text-indent:-9999px">GONE</p>', "moved out of the line"),
    ('<p style="height:0;overflow:hidden">GONE</p>', "cut to nothing"),
    ('<p class="a">GONE</p>', "display by a rule"),
    ('<p class="x b">GONE</p>', "visibility by a rule"),
    ('<p id="c">GONE</p>', "size by a rule"),
    ('<p class="d">GONE</p>', "opacity by a rule"),
    ('<p>Shown <span class="f">GONE</span></p>', "struck out by a rule"),
    ('<p class="g">GONE</p>', "moved out by a rule"),
    ('<p>Shown <span class="h">GONE</span></p>', "for screen readers only"),
    ('<p class="wide">GONE</p>', "on a wide screen"),
    ('<div class="tab">GONE</div>', "a part that is not open"),
    ('<p class="broken">GONE</p>', "an important rule wins"),
    ("<p>Shown <del>GONE</del></p>", "deleted"),
    ("<p>Shown <s>GONE</s> <strike>GONE</strike></p>", "struck out"),
    ('<p>Shown <span style="text-decoration: line-through">GONE</span></p>', "struck by a style"),
    ("<template><p>GONE</p></template><noscript>GONE</noscript>", "templates"),
    ("<p>Shown<script>GONE</script><style>GONE{}</style></p>", "programs and styles"),
    ("<!-- GONE --><p>Shown<!-- GONE --></p>", "comments"),
    ("<dialog>GONE</dialog><p>Shown <button>GONE</button></p>", "dialogs and buttons"),
    ("<select><option>GONE</option></select><textarea>GONE</textarea>", "fields of a form"),
    ("<p>Shown <svg><title>GONE</title><text>GONE</text></svg></p>", "drawings"),
    ("<iframe>GONE</iframe><video>GONE</video><object>GONE</object>", "what replaces a film"),
    ('<p aria-hidden="true">' + SENTENCE + "</p>", "a copy for the eye"),
]
SHOWN = [
    ("<p>KEPT <ins>KEPT</ins> <u>KEPT</u></p>", "inserted"),
    ('<p class="shown">KEPT</p>', "hidden on paper or a telephone only"),
    ('<div class="tab open">KEPT</div>', "the part that is open"),
    ('<p class="hint">KEPT</p>', "hidden under the mouse only"),
    ('<p class="fade">KEPT</p>', "comes in by an animation"),
    ('<div class="dark"><p>KEPT</p></div>', "white on black"),
    ('<div style="background:#003"><p style="color:#fff">KEPT</p></div>', "white on blue"),
    ('<div style="background:url(a.png)"><p style="color:#fff">KEPT</p></div>', "on a picture"),
    ('<table><tr><td bgcolor="navy"><font color="white">KEPT</font></td></tr></table>', "navy"),
    ("<details><summary>KEPT</summary><p>KEPT</p></details>", "behind a triangle"),
    ('<p hidden="until-found">KEPT</p>', "found by a search in the page"),
    ('<p aria-hidden="true">KEPT as nothing else says it</p>', "hidden from screen readers only"),
    ("<dialog open>x</dialog><p>KEPT</p>", "after a dialog"),
    ("<h2><button>KEPT</button></h2><p>KEPT</p>", "a heading that is a button"),
    ("<p>KEPT <abbr title='x'>KEPT</abbr> <time>KEPT</time> <kbd>KEPT</kbd></p>", "inline"),
    ('<p style="display:block">KEPT</p>', "another display"),
    ('<p style="opacity:0.5;font-size:0.8em;color:#eee">KEPT</p>', "faint and small"),
]


@pytest.mark.case("18")
@pytest.mark.parametrize(("body", "why"), HIDDEN, ids=[row[1] for row in HIDDEN])
def test_what_is_hidden_is_not_read(body: str, why: str) -> None:
    found = lines(body + "<p>After it.</p>", head=RULES)
    assert "GONE" not in " ".join(found), why
    assert SENTENCE not in found, why
    assert found[-1] == "After it."
    assert ("Shown" in found) == ("Shown" in body)


@pytest.mark.case("18")
@pytest.mark.parametrize(("body", "why"), SHOWN, ids=[row[1] for row in SHOWN])
def test_what_is_shown_is_read_once(body: str, why: str) -> None:
    found = " ".join(lines(body, head=RULES))
    assert found.count("KEPT") == body.count("KEPT"), why


def test_white_letters_are_read_where_a_style_sheet_outside_may_darken_the_page() -> None:
    sheet = '<link rel="stylesheet" href="site.css">'
    assert lines('<p style="color:white">On the banner.</p>', head=sheet) == ["On the banner."]
    assert lines('<p style="color:white">On the banner.</p>') == []


def test_a_page_that_hides_itself_until_it_is_styled_is_read() -> None:
    flicker = "<style>body{opacity:0} html{visibility:hidden}</style>"
    assert lines("<p>One.</p>", head=flicker) == ["One."]


INLINE = st.sampled_from(["b", "i", "em", "strong", "span", "a", "u", "mark", "small", "code"])
BLOCK = st.sampled_from(["p", "div", "section", "blockquote", "li", "dd", "h3", "td", "figure"])
WORD = st.text("abcdefghijklmnop", min_size=3, max_size=8)
TREE = st.recursive(
    WORD,
    lambda inside: st.tuples(st.one_of(INLINE, BLOCK), st.lists(inside, min_size=1, max_size=3)),
    max_leaves=8,
)


def _html(tree: object) -> str:
    if isinstance(tree, str):
        return tree
    name, children = tree  # type: ignore[misc]
    inside = "".join(map(_html, children))
    wrapped = {"li": "<ul>{}</ul>", "dd": "<dl>{}</dl>", "td": "<table><tr>{}</tr></table>"}
    return wrapped.get(name, "{}").format(f"<{name}>{inside}</{name}>")


def _pieces(tree: object, blocks: frozenset[str]) -> list[str]:
    """The words of ``tree``; those that no block parts are one piece."""
    if isinstance(tree, str):
        return [tree]
    name, children = tree  # type: ignore[misc]
    apart = "\0" if name in blocks else ""
    joined = apart + "".join("".join(_pieces(c, blocks)) for c in children) + apart
    return [joined]


@given(st.lists(TREE, min_size=1, max_size=4))
def test_every_word_is_read_once_and_blocks_keep_words_apart(trees: list[object]) -> None:
    names = frozenset("p div section blockquote li dd h3 td figure".split())
    expected = [w for t in trees for w in "".join(_pieces(("p", [t]), names)).split("\0") if w]
    # A paragraph closes an open one, as in a browser: only the order of the words is compared.
    read = document(page("".join(f"<div>{_html(t)}</div>" for t in trees))).text
    words = (
        read[read.index(SENTENCE) + len(SENTENCE) :].replace("- ", " ").replace("|", " ").split()
    )
    assert words == expected
