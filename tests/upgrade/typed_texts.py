"""Texts in Markdown as people typed them into 27a46af: every kind of markup, and traps."""

_PARAGRAPH = (
    "The Commission held public hearings on the situation of migrant workers in the region, received "
    "petitions from civil society, and followed up its recommendations to member states. "
)

TYPED: dict[str, str] = {
    "plain": "A workshop on identification took place.",
    "paragraphs": "First paragraph.\n\nSecond paragraph, after an empty line.\n\n\n\nThird one.",
    "bold_and_italic": "This is **bold**, *italic*, ***both***, __also bold__ and _also italic_.",
    "inside_words": "Inter**national**ly, snake_case_name and 2*3*4 stay as they are.",
    "list_with_hyphens": "It covered:\n\n- identity documents\n- consular help\n- return",
    "list_with_asterisks": "* one\n* two\n* three",
    "list_with_plus": "+ one\n+ two",
    "loose_list": "- one\n\n- two\n\n- three",
    "list_numbered": "1. first\n2. second\n3. third",
    "list_from_three": "Conclusions, continued:\n\n3. third\n4. fourth\n5. fifth",
    "list_with_brackets": "1) first\n2) second",
    "list_from_zero": "0. zero\n1. one",
    "list_nested": "- Mexico\n  - Tapachula\n    1. shelter\n    2. clinic\n  - Tijuana\n- Honduras",
    "list_of_paragraphs": "1. First.\n\n   Its second paragraph.\n\n2. Second.\n\n   > Quoted in it.",
    "lists_that_touch": "- one\n- two\n\n* three\n* four\n\n1. five\n1) six",
    "year_at_the_beginning": "1998. The Convention entered into force in that year.",
    "year_in_a_line": "The Convention was adopted in\n1998. It entered into force later.",
    "date_at_the_beginning": "12. May: opening of the course.\n\n13. May: its end.",
    "hyphen_at_the_beginning": "- 5 degrees were measured at the border post.",
    "plus_at_the_beginning": "+ 502 2412-1234 is the number of the consulate.",
    "number_sign": "# 42 is the activity it complies with.",
    "number_sign_without_space": "#42 is the activity it complies with.",
    "headings": "# One\n\nText.\n\n## Two\n\nText.\n\n#### Four\n\nText.",
    "underlined_heading": "Results of the course\n=====\n\nThirty people took part.\n\nNext\n---\n\nMore.",
    "rule": "Before.\n\n---\n\nAfter.\n\n***\n\nEnd.",
    "quotation": "She said:\n\n> Nobody asked us.\n> We were not told.\n>\n> > Not once.\n\nThat was all.",
    "greater_than": "> 500 people took part.",
    "link": "See [the report](https://www.oas.org/report?a=1&b=2 'Its title') and <https://iom.int/>.",
    "mail_link": "Write to <migrants@oas.org> or [the office](mailto:office@oas.org).",
    "bare_link": "See https://www.oas.org/a_b_c/d_e_f?x=1&y=2 for more.",
    "relative_link": "See [the annex](annex.pdf) and [a script](javascript:alert(1)).",
    "reference_link": 'See [the site][1].\n\n[1]: https://www.oas.org/ "OAS"',
    "image": "![Map of the route](https://www.oas.org/map.png) shows the route.",
    "brackets": "The [General] Assembly [sic] adopted it (see note [1]).",
    "code": "The code `AG/RES. 2141` is given to each `activity`.",
    "code_block": "As recorded:\n\n    line one\n      line two\n\nEnd.",
    "fence": "```\nname;country\nAna;MEX\n```",
    "fence_of_a_language": "~~~text\n* not a list\n~~~",
    "indented_paragraph": "Text.\n\n    This paragraph was indented with the tabulator.",
    "tab_indented": "Text.\n\n\tTabbed **text** here.",
    "hard_break_by_spaces": "Calle 17  \nGuatemala City  \nGuatemala",
    "hard_break_by_backslash": "Calle 17\\\nGuatemala City\\\nGuatemala",
    "soft_breaks": "Day one: opening\nDay two: visits\nDay three: closing",
    "spaces": "Two  spaces,   three spaces,\u00a0a fixed space and   \ttabs.",
    "leading_spaces": "   Three spaces lead this line.\n  Two lead this one.",
    "escapes": "\\*not italic\\*, \\# no heading, 1\\. no list, \\[no link\\], C:\\Users\\Ana and \\\\.",
    "product": "The factor is 2 * 3 * 4, and 5*6*7 besides.",
    "power": "About 10^6 people, or 10^-3 of them, H~2~O and ~~struck~~ out.",
    "entities": "Smith &amp; Sons, &lt;b&gt;, &copy; 2012, &#8212; and &nbsp;, AT&T, R&D;.",
    "html": "A <b>bold</b> claim, <br> a break, <script>alert(1)</script> and a < b > c.",
    "table": "| Country | People |\n|---|---|\n| Mexico | 12 |\n| Peru | 7 |",
    "footnote": "It was adopted.[^1]\n\n[^1]: By consensus.",
    "quotes": "“Curly” quotes, 'single' ones, \"straight\" ones, ‘low’, «these», an en–dash and an em—dash…",
    "typed_bullets": "• identity documents\n• consular help\n– return\no reintegration",
    "letters_as_numbers": "a) first\nb) second\n\ni. first\nii. second",
    "numbers_with_points": "2.1 Scope\n2.2 Results\n\n1.1. One\n1.2. Two",
    "money": "It cost $5,000, that is US$ 1.5 million_ish_ or 1_000_000.",
    "asterisks_alone": "Figures are provisional.*\n\n* To be confirmed.",
    "soft_hyphen": "Inter\u00adAmerican, zero\u200bwidth and a\u00a0b.",
    "combining": "Pen\u0303a and Peña, ﬁnal ligature, ½, m², 10⁶.",
    "emoji": "Families 👨‍👩‍👧 were reunited ✅.",
    "spanish": (
        "El Instituto Interamericano organizó en San José, Costa Rica, un curso para **funcionarios "
        "consulares** de nueve países. ¿Qué se logró? ¡Mucho!\n\n1. Se capacitó a 45 personas;\n2. se "
        "publicó un manual —en español e inglés—, y\n3. se acordó un «plan de acción»."
    ),
    "french": "L’atelier a réuni 30 agents ; il s’est tenu à Port-au-Prince, du 1er au 3 mai 2012 :\n\n- « accueil »",
    "portuguese": "A capacitação de agentes **não** foi concluída até 2012: faltam 3 módulos.",
    "chinese": "移民 **权利** 计划。",
    "right_to_left": "The word حقوق means rights.",
    "long": "\n\n".join(f"{number}\\. {_PARAGRAPH * 4}".strip() for number in range(1, 13)),
    "long_word": "Donaudampfschiff" * 20,
    "deep_list": "\n".join(f"{'  ' * level}- level {level}" for level in range(9)),
    "trailing_newlines": "Ends with empty lines.\n\n\n",
}
TYPED["everything"] = "\n\n".join(
    TYPED[name]
    for name in (
        "headings",
        "list_nested",
        "list_from_three",
        "quotation",
        "soft_breaks",
        "spanish",
    )
)
