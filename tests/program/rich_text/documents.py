"""Any document of the model, for property tests."""

from hypothesis import strategies as st

from program.rich_text.html_input import parse
from program.rich_text.html_output import serialize
from program.rich_text.inline import normal
from program.rich_text.model import (
    Document,
    ItemList,
    LineBreak,
    ListItem,
    Paragraph,
    Quotation,
    Run,
    TextTable,
)

# What people write, and every character that Markdown, HTML or Word may read as markup.
CHARACTERS = "aZ ñé0129.,;:()[]{}<>&*_`~#+-=|\\/!?\"'^$%@•–—¶“”«»°²₂ \u00a0"
words = st.text(CHARACTERS, min_size=1, max_size=12) | st.sampled_from(
    [
        "1998. ",
        "3) ",
        "- ",
        "&amp; ",
        "<b>",
        "**",
        "_a_",
        "# ",
        "> ",
        "| a |",
        "10",
        "a)",
        "http://x.y",
    ]
)
runs = st.builds(
    Run,
    words,
    bold=st.booleans(),
    italic=st.booleans(),
    position=st.sampled_from(["", "", "super", "sub"]),
    link=st.sampled_from(["", "", "https://oas.org/a?b=1&c=(2)", "mailto:a@oas.org"]),
    language=st.sampled_from(["", "", "es", "pt-BR"]),
)
notes = st.builds(
    Run, st.sampled_from(["[1]", "*", "1"]), position=st.just("super"), note=st.just(True)
)
contents = st.lists(runs | notes | st.builds(LineBreak), max_size=6).map(normal)
paragraphs = st.builds(
    Paragraph, contents, st.sampled_from([0, 0, 4, 5]), st.sampled_from(["", "", "fr"])
)


def _lists(blocks):
    items = st.builds(
        ListItem,
        st.tuples(paragraphs, st.lists(blocks, max_size=2)).map(lambda pair: (pair[0], *pair[1])),
        st.none() | st.integers(0, 50),
    )
    return st.builds(
        ItemList,
        st.lists(items, min_size=1, max_size=4).map(tuple),
        is_numbered=st.booleans(),
        start=st.integers(0, 30),
        style=st.sampled_from("1aAiI"),
        prefix=st.sampled_from(["", "", "(", "2.", "Nº "]),
        suffix=st.sampled_from([".", ")", "", "°"]),
    )


tables = st.integers(1, 4).flatmap(
    lambda width: st.builds(
        TextTable,
        st.lists(
            st.lists(contents, min_size=width, max_size=width).map(tuple), min_size=1, max_size=4
        ).map(tuple),
        has_header=st.booleans(),
    )
)
blocks = st.recursive(
    paragraphs | tables,
    lambda inner: (
        _lists(inner) | st.builds(Quotation, st.lists(inner, min_size=1, max_size=3).map(tuple))
    ),
    max_leaves=8,
)
# Read once, so that it is as the model's reader leaves it: without empty blocks, for example.
documents = st.lists(blocks, max_size=5).map(lambda some: parse(serialize(Document(tuple(some)))))
