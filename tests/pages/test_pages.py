"""Pages: what a reader of Markdown, HTML or plain text sees, by role, and every character of it at its place."""

from __future__ import annotations

import html
import json
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specvalidator.data import read_data
from specvalidator.pages import Page, read_page, role_of_context
from specvalidator.pages.writing import Writing
from specvalidator.texts import ROLES

NAMES = {"m": "page.md", "h": "page.html", "p": "page.txt"}


def read(kind: str, text: str) -> Page:
    return read_page(text.encode(), NAMES[kind])


def shown(page: Page) -> list[tuple[str, str]]:
    """Return role (or why not read, in brackets) and words of each passage, white space made one."""
    return [(f"[{one.aside}]" if one.aside else one.role, " ".join(one.text.split())) for one in page.passages]


MARKDOWN = [
    ("heading", "# Ozone\nTreats pain.", [("", "Ozone Treats pain.")]),
    ("closed heading", "## Ozone ##\n", [("", "Ozone")]),
    ("underlined", "Ozone\n=====\nText\n", [("", "Ozone Text")]),
    ("emphasis", "It *tr*eats **pain** and __flu__ _now_.", [("", "It treats pain and flu now.")]),
    ("no emphasis", "2 * 3 a_b", [("", "2 * 3 a_b")]),
    ("escape", r"\*not\* \# a", [("", "*not* # a")]),
    ("link", "[treats](http://a.b/c_(d)) pain [x] [now][1]", [("", "treats pain [x] now")]),
    ("link title", '[a](b "Cures all") c', [("", "a c"), ("caption", "Cures all")]),
    ("reference", "[Ozone] heals.\n\n[ozone]: http://a.b\n", [("", "Ozone heals.")]),
    ("no link", "a [b](c d e", [("", "a [b](c d e")]),
    ("image", "See ![Kills *germs*](a.png) here", [("", "See here"), ("caption", "Kills *germs*")]),
    ("autolink", "See <http://a.b> or <me@a.b>.", [("", "See http://a.b or me@a.b.")]),
    ("code span", "Set ``a`b`` to `c", [("", "Set a`b to `c")]),
    ("struck", "It ~~cures~~ dries.", [("", "It dries."), ("[struck out]", "cures")]),
    ("struck html", "It <del>cures</del> <s>a</s> dries.", [("", "It dries."), ("[struck out]", "cures"), ("[struck out]", "a")]),
    ("strike in code", "It ~~cures `~~` dries", [("", "It"), ("[struck out]", "cures ~~ dries")]),
    ("code of two lines", "a `b\nc` d", [("", "a b c d")]),
    ("no image", "![a](b c", [("", "![a](b c")]),
    ("empty item", "-\n- a", [("", "• a")]),
    ("no strike", "It ~~cures.", [("", "It ~~cures.")]),
    ("fence", "a\n\n```js\ncures()\n```\nb", [("", "a b"), ("[code]", "```js cures() ```")]),
    ("tilde fence", "~~~\n```\n~~~~\nb", [("[code]", "~~~ ``` ~~~~"), ("", "b")]),
    ("indented code", "a\n\n    cures\n    all\n\nb", [("", "a b"), ("[code]", "cures all")]),
    ("continued item", "- a\n\n      b\n", [("", "• a b")]),
    ("comment", "a <!-- cures\n\nall --> b", [("", "a b"), ("[a comment]", "<!-- cures all -->")]),
    ("no comment", "a <!-- b\n\nc", [("", "a <!-- b c")]),
    ("list", "Helps with:\n\n- pain\n* flu\n1. gout\n- [x] done", [("", "Helps with: • pain • flu • gout • done")]),
    ("list without colon", "What it does\n- pain", [("", "What it does: • pain")]),
    ("quotation", "> a\n> b\n>\n> - c", [("", "a b: • c")]),
    ("rule", "a\n\n***\n\nb", [("", "a b")]),
    ("line end", "a  \nb\\\nc", [("", "a b c")]),
    ("front matter", "---\ntitle: Cures\n---\nOzone", [("[about the file, not in it]", "--- title: Cures ---"), ("", "Ozone")]),
    ("table", "| a | b \\| c |\n|---|:-:|\n| d | e |\nf | g\n\nh", [("", "a | b | c d | e f | g h")]),
    ("table roles", "|Indications|Contraindications|\n|-|-|\n|pain|flu|",
     [("indication", "Indications"), ("contraindication", "Contraindications"), ("indication", "pain"), ("contraindication", "flu")]),
    ("no table", "a | b\nc", [("", "a | b c")]),
    ("role", "## Contraindications\nFlu.\n### Absolute\nGout.\n## Prices\nLow.",
     [("contraindication", "Contraindications Flu."), ("contraindication", "Absolute Gout."), ("", "Prices Low.")]),
    ("bold role", "**Warnings**\n\nHot.\n\nMore.", [("warning", "Warnings Hot."), ("", "More.")]),
    ("lead-in", "**Indications:** pain, flu.\n\nMore.", [("indication", "Indications: pain, flu."), ("", "More.")]),
    ("lead-in list", "Contraindications: see\n\n- flu\n- gout\n\nMore.",
     [("contraindication", "Contraindications: see: • flu • gout"), ("", "More.")]),
    ("html", "<details><summary>Side effects</summary>\n\nNausea\n\n</details>", [("side_effect", "Side effects Nausea")]),
    ("script", "a\n<script>\ncures\n\n</script>\nb", [("", "a b")]),
    ("reference sign", "5 &lt; 6 &amp; x &bogus; &#9731;", [("", "5 < 6 & x &bogus; ☃")]),
]  # fmt: skip

HTML = [
    ("paragraphs", "<p>Treats\npain<br>now<p>b</p>c", [("", "Treats pain now b c")]),
    ("inline", "<p>tr<b>ea</b>ts</p>", [("", "treats")]),
    ("references", "<p>a &amp; b &eacute; &#x2603; &nbsp c", [("", "a & b é ☃ c")]),
    ("unread", "<style>a</style><script>'<p>cures'</script><template><p>x</p></template>a", [("", "a")]),
    ("hidden", "a<p hidden>b<p>c<div style='display : none'>d<p>e</div><i style=visibility:hidden>f</i>g",
     [("", "a c g"), ("[hidden]", "b"), ("[hidden]", "d"), ("[hidden]", "e"), ("[hidden]", "f")]),
    ("struck", "a <del>b <i>c</i></del> <s>d</s><span style='text-decoration:line-through'>e</span>",
     [("", "a"), ("[struck out]", "b c"), ("[struck out]", "d"), ("[struck out]", "e")]),
    ("comments", "a<!-- b --><!---->c<!-->d<!x>e<?y>f</ z>g",
     [("", "acdefg"), ("[a comment]", "<!-- b --> <!---->"), ("[a comment]", "<!-->")]),
    ("captions", "<title>T</title><meta name=description content='M'><img alt='A' title=B><a aria-label=C href=d>e</a><input placeholder=P><input type=submit value=V><link title=no>",
     [("caption", "T"), ("caption", "M"), ("caption", "A"), ("caption", "B"), ("caption", "C"), ("", "e"), ("caption", "P"), ("caption", "V")]),
    ("hidden caption", "<div hidden><img alt=a></div>b", [("[hidden]", "a"), ("", "b")]),
    ("list", "<p>Helps with<ul><li>pain<li><p>flu</p><p>more</p></ul>", [("", "Helps with: • pain • flu more")]),
    ("roles", "<h2>Contraindications</h2><ul><li>flu</ul><h3>Relative</h3>gout<h2>Us</h2>a",
     [("contraindication", "Contraindications: • flu"), ("contraindication", "Relative gout"), ("", "Us a")]),
    ("mixed heading", "<h2>Warnings</h2>a<h3>Indications and contraindications</h3>b",
     [("warning", "Warnings a"), ("", "Indications and contraindications b")]),
    ("rows", "<table><tr><th>Indications<td>pain<tr><th>Side effects<td>flu<tr><td>x<td>y</table>",
     [("indication", "Indications | pain"), ("side_effect", "Side effects | flu"), ("", "x | y")]),
    ("columns", "<table><tr><th colspan=2>a<th>Warnings<tr><td>b<td>c<td>d</table>",
     [("", "a"), ("warning", "Warnings"), ("", "b | c"), ("warning", "d")]),
    ("pre", "<pre>a\nb &lt; <code>c</code></pre>", [("", "a b &lt;"), ("[code]", "c")]),
    ("form", "<textarea>a<b></textarea><button>c</button><select><option>d<option>e</select>", [("", "a<b> c d e")]),
    ("stray ends", "</p></div>a</b></table>b", [("", "a b")]),
    ("cut off", "<p>a<b c='d", [("", "a"), ("[in markup that is never closed]", "<b c='d")]),
    ("no tag", "<p>5 < 6 <3 a<", [("", "5 < 6 <3 a<")]),
    ("odd attributes", "<p = a==b c = 'd>e' f/>g<p a= >h", [("", "g h")]),
    ("capitals", "<P HIDDEN>a</P><SCRIPT>b</script >c", [("[hidden]", "a"), ("", "c")]),
]  # fmt: skip

PLAIN = [
    ("paragraphs", "a\nb\n\nc", [("", "a b c")]),
    ("list", "Helps with:\n- pain\n- flu\n  too\nend", [("", "Helps with: • pain • flu too end")]),
    ("role", "Warnings:\n\nHot.\n\nMore.", [("warning", "Warnings: Hot."), ("", "More.")]),
    ("role of lines", "CONTRAINDICATIONS\n- flu\n- gout\n\nMore.", [("contraindication", "CONTRAINDICATIONS: • flu • gout"), ("", "More.")]),
    ("numbered", "4.2 Side effects\nNausea", [("side_effect", "4.2 Side effects Nausea")]),
    ("line ends", "a\r\nb\r\rc", [("", "a b c")]),
]  # fmt: skip

CASES = [(kind, *row) for kind, rows in (("m", MARKDOWN), ("h", HTML), ("p", PLAIN)) for row in rows]


@pytest.mark.parametrize(
    ("kind", "text", "expected"), [(row[0], *row[2:]) for row in CASES], ids=[f"{row[0]}-{row[1]}" for row in CASES]
)
def test_what_a_reader_sees(kind: str, text: str, expected: list[tuple[str, str]]) -> None:
    page = read(kind, text)
    assert sorted(shown(page)) == sorted(expected)
    assert_placed(page)


def assert_placed(page: Page) -> None:
    """Every letter and digit stands in the file where the passage says, or a reference to it does."""
    source = page.source.text
    starts = [one.writing.start(0) for one in page.passages]
    assert starts == sorted(starts)
    for one in page.passages:
        for place, character in enumerate(one.text):
            if character.isalnum():
                start, end = one.writing.start(place), one.writing.end(place + 1)
                assert source[start:end] == character or character in html.unescape(source[start:end])


SIGNS = st.lists(
    st.sampled_from(
        ["<p>", "</p>", "<div hidden>", "</div>", "<!--", "-->", "<del>", "~~", "**", "_", "`", "```", "\n", "\n\n", "\r\n",
         "- ", "# ", "| ", "|-|-|", "[", "](a)", "![", "]", "&amp;", "&#x41;", "&#99999999;", "<td>", "<tr>", "<table>", "</table>",
         "<a title='", "'", '"', ">", "<", "Warnings", "Ozone treats pain.", " ", "    ", "> ", "\\", "<script>", "</script>", "<li>",
         "</ul>", "<pre>", "<code>", "<img alt=a>", "é", "☃", "\u200b", "---", "===", "1. ", "<http://a>", "a: "]
    ),
    max_size=14,
).map("".join)  # fmt: skip


@given(SIGNS | st.text(max_size=40), st.sampled_from(sorted(NAMES)))
def test_any_text_is_read_and_placed(text: str, kind: str) -> None:
    page = read(kind, text.encode("utf-8", "replace").decode())
    assert page.passages or page.fault is not None
    assert_placed(page)


@given(st.text(alphabet="ab é\n\r\t-:•1.", max_size=60))
def test_of_plain_text_nothing_is_lost_but_list_marks(text: str) -> None:
    page = read("p", text)
    kept = "".join("".join(one.text.split()) for one in page.passages)
    for sign in "-:•1.":
        text, kept = text.replace(sign, ""), kept.replace(sign, "")
    assert kept == "".join(text.split())


@given(st.binary(max_size=60), st.sampled_from(["a", "a.md", "a.html", "a.txt"]))
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    page = read_page(data, name)
    assert page.passages or page.fault is not None


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"# a", "x", "markdown"), (b"a **b** c", "x", "markdown"), (b"See [a](http://b)", "-", "markdown"),
        (b"<!DOCTYPE html><p>a", "x", "html"), (b"a <p>b</p>", "x", "html"), (b"# a\n<div>b</div>", "x", "markdown"),
        (b"Ozone treats pain.\n", "x", "plain"), (b"# a", "x.txt", "plain"), (b"<p>a", "x.MD", "markdown"), (b"# a", "x.htm", "html"),
    ],
)  # fmt: skip
def test_the_name_says_what_a_page_is_written_in_else_its_text(data: bytes, name: str, kind: str) -> None:
    assert read_page(data, name).kind == kind


@pytest.mark.parametrize(
    ("data", "fault", "says", "column"),
    [
        (b"%PDF-1.7 x", "FILE-binary", "a PDF file", 1),
        (b"PK\x03\x04", "FILE-binary", "ZIP", 1),
        (b"ab\0c", "FILE-binary", "NUL", 3),
        (b"caf\xe9", "FILE-encoding", "not UTF-8", 4),
        (b"<meta charset=rot13><p>caf\xe9", "FILE-encoding", "not UTF-8", 27),
        (b"\xff\xfea", "FILE-encoding", "not UTF-8", 1),
        (b"", "TEXT-empty", "no text", 1),
        (b" \n", "TEXT-empty", "no text", 1),
        (b"<script>x</script>", "TEXT-empty", "no text", 1),
        (b"a" * (16 * 1024 * 1024 + 1), "LIMIT-bytes", "larger than 16 MiB", 1),
    ],
    ids=lambda value: str(value)[:20],
)
def test_what_is_no_text_is_refused_with_its_place(data: bytes, fault: str, says: str, column: int) -> None:
    page = read_page(data, "a.html")
    assert page.passages == ()
    assert page.fault is not None
    assert (page.fault.id, page.fault.span.column) == (fault, column)
    assert says in page.fault.message


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("\ufeffcafé".encode(), "café"),
        ("café".encode("utf-16"), "café"),
        (b"<meta charset='ISO-8859-1'>caf\xe9 \x96", "café –"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">\xcf', "о"),
        (b"<meta charset=windows-1252>caf\xc3\xa9", "café"),
    ],
)
def test_an_encoding_that_is_stated_is_read(data: bytes, text: str) -> None:
    (passage,) = read_page(data, "a.html").passages
    assert passage.text.strip() == text


@pytest.mark.parametrize(
    ("kind", "text", "at"),
    [
        ("h", "a<!-- b", 1),
        ("h", "a<b c", 1),
        ("h", "a<script>b", 9),
        ("m", "a\n\n<!-- b", 3),
        ("m", "a\n```\nb", 2),
        ("h", "a<!b", 1),
    ],
)
def test_markup_that_is_never_closed_is_told(kind: str, text: str, at: int) -> None:
    page = read(kind, text)
    assert page.fault is not None
    assert page.fault.id == "TEXT-unclosed"
    assert page.fault.span == page.source.span(at, at + 1)


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Contraindications", "contraindication"), ("4.3 Contra-indications:", "contraindication"), ("WARNINGS AND PRECAUTIONS", "warning"),
        ("Possible side effects", "side_effect"), ("Indications for use", "indication"), ("Intended use of the device", "intended_use"),
        ("Nebenwirkungen der Ozontherapie", "side_effect"), ("Contraindicaciones", "contraindication"), ("Mode d’emploi", "instruction"),
        ("适应症", "indication"), ("Показания к применению", "indication"),
        ("No side effects!", ""), ("Side effects? None.", ""), ("Why there are no contraindications", ""),
        ("Indications and contraindications", ""), ("Prices", ""), ("", ""), ("the", ""), ("Warnings " * 20, ""), ("a" * 200, ""),
    ],
)  # fmt: skip
def test_a_heading_gives_a_role_only_when_it_says_nothing_else(heading: str, role: str) -> None:
    assert role_of_context(heading) == role


def test_the_roles_of_headings_are_known() -> None:
    languages = json.loads(read_data("words/headings.json"))["languages"]
    for name, language in languages.items():
        assert set(language["roles"]) <= set(ROLES), name
        for role, phrases in language["roles"].items():
            for phrase in phrases:
                assert role_of_context(phrase), (name, role, phrase)


def test_the_roles_of_sheets_are_known() -> None:
    schema = read_data("device-spec.schema.json").decode()
    assert set(re.findall(r'"role": "(\w+)"', schema)) <= set(ROLES)


def test_a_wide_table_takes_no_longer_than_its_length() -> None:
    start = time.process_time()
    page = read("h", "<table><tr>" + "<th>Warnings" * 20_000 + "<tr>" + "<td>flu" * 20_000)
    assert time.process_time() - start < 20
    assert {role for role, _ in shown(page)} == {"warning", ""}
    many = read("h", "<table><tr><th>a<th>Warnings<tr><td>b<td>c</table>" * 5_000)
    assert shown(many)[-1] == ("warning", "c")


def test_a_writing_of_nothing_has_a_place() -> None:
    assert (Writing().start(0), Writing().end(0)) == (0, 0)


def test_a_long_page_comes_in_passages_that_are_cut_between_sentences() -> None:
    page = read("p", "Ozone treats pain. " * 10_000)
    assert len(page.passages) > 1
    assert all(one.text.strip().endswith(".") for one in page.passages)
    assert_placed(page)
    assert shown(read("h", "a" + " " * 160_000 + "b")) == [("", "a"), ("", "b")]
    words = read("p", "pain" * 40_000)
    assert sum(len(one.text) for one in words.passages) == 160_000


REPEATED = [
    *(("h", sign) for sign in ("<div>", "<!--", "<!-- x -->", "<a ", '<a b="', "<", "</p>", "<p>", "&", "&#", "<script>", "<td>", "<del>", "<b>x", "</", "<table><tr><td>")),
    *(("m", sign) for sign in ("[", "](", "![", "*a", "`a``b", "~~", "~~a ", "<a ", "<!--", "x <!--\n", "```\n", "|a", "> ", "- a\n", "a\n", "[x](", '[x](a "', "](<a", "<a@", "\\")),
    *(("p", sign) for sign in ("a ", "\n", "- a\n", "Warnings\n", "\r")),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "sign"), REPEATED, ids=[f"{kind}-{sign!r}" for kind, sign in REPEATED])
def test_twice_as_much_takes_about_twice_as_long(kind: str, sign: str) -> None:
    def seconds(size: int) -> float:
        data = (sign * (size // len(sign))).encode()
        start = time.process_time()
        read_page(data, NAMES[kind])
        return time.process_time() - start

    small = min(seconds(60_000) for _ in range(2))
    assert min(seconds(240_000) for _ in range(2)) < 9 * small + 0.2
