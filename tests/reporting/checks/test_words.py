import pytest

from tests.reporting.checks.making import entry, found, planned, words, year_of

# Words that the year's other texts know, so that what runs together can be told.
KNOWN = planned(
    "A panel and its panels met at the Court about links of victims at the border of San Salvador, "
    "El Salvador, with the USAID. USAID helped unaccompanied children. Unaccompanied minors came."
)


def around(text):
    return year_of(entry(text), KNOWN)


MISSING_SPACES = [
    ("They took part inpanels on asylum.", "inpanels"),
    ("Comments sent to the Courtin relation to it.", "Courtin"),
    ("Funded byUSAID for a year.", "byUSAID"),
    ("Study in 8municipalities of the country.", "8municipalities"),
    ("Security at the Borderand human rights.", "Borderand"),
    ("Conducted in 2009by the project.", "2009by"),
    ("A conference in SanSalvador was held.", "SanSalvador"),
    ("The Ministry of St.Lucia came.", "St.Lucia"),
    ("The fight against trafficking.IOM supported it.", "trafficking.IOM"),
    ("Employment and their linkswith industry.", "linkswith"),
    ("FUND FOR VICTIMSOF TRAFFICKING", "VICTIMSOF"),
    ("Facing deportation(in the north), they left.", "deportation(in"),
    ("The Secretariat (SEDI)acting under it.", "(SEDI)acting"),
    ("The XXX Assembly (30thMOAS) met.", "30thMOAS"),
    ("Program No.3 was carried out.", "No.3"),
    ("Judges,prosecutors and police.", "Judges,prosecutors"),
]

NO_MISSING_SPACES = [
    "The MiDE and McDonald, with the 25th and 26th May and $ 200k at 10am.",
    "Victims of insecurity within the region, with information about inadequate income.",
    "See http://migracionoea.org/milex.html and A.B.C. for U.S. law, 12,500 people, 3.5 km.",
    "The child(ren) and minister(s), (re)integration, e.g. of them.",
    "Session 5-11 MC of AG/RES. 2141 (XXXV-O/05), COP21 and the G20.",
    "A person, a mission, the region, the thousand, the island; a demand.",
]


@pytest.mark.parametrize(("text", "fault"), MISSING_SPACES)
def test_words_that_run_together_are_found(text, fault):
    assert words("words.missing-space", around(text)) == [fault]


@pytest.mark.parametrize("text", NO_MISSING_SPACES)
def test_words_that_only_look_like_two_are_not(text):
    assert words("words.missing-space", around(text)) == []


FAULTS = [
    ("words.split-word", "Such as un accompanied minors.", "un accompanied"),
    ("words.doubled", "Requests for information, press press, etc.", "press press"),
    ("words.doubled", "The the report.", "The the"),
    ("words.foreign", "Updating and Maintenance del MILEX", "del MILEX"),
    ("words.foreign", "The report of the sobre migración.", "sobre migración"),
    ("words.lone-stop", "They were trained.\n.", "."),
    ("words.ends-short", "It promotes fair work, among others,", "It promotes fair work, among others,"),
    ("words.ends-short", "In Washington, where he established the", "In Washington, where he established the"),
    ("words.quote-spacing", 'On "transnational threats. "', 'al threats. "'),
    ("words.link-broken", "See http://migracionoea for it.", "http://migracionoea"),
    ("words.link-not-https", "See http://migracionoea.org/minpet.", "http://migracionoea.org/minpet"),
    ("words.space-before-stop", "Strong economies , and fair work.", "economies ,"),
    ("words.missing-stop", "Mainly journalists and activists In Costa Rica, many came.", "activists In "),
    ("words.lone-enumerator", "A. With respect to reports, one was published.", "A."),
    ("words.not-in-typeface", "The launch 🎉 of the campaign.", "🎉"),
    ("words.not-in-typeface", "The Embassy (中) came.", "中"),
    ("names.resolution", "Adopted through AB/RES. 2141 (XXXV-O/05).", "AB/RES. 2141"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "fault"), FAULTS)
def test_a_fault_of_words_is_found(code, text, fault):
    [finding] = found(code, around(text))
    assert finding.words == fault
    start, end = finding.span
    assert fault == around(text).chapters[0].entries[0].plain[start:end]


LOOKALIKES = [
    ("words.split-word", "An accompanied minor, in formation for information."),
    ("words.doubled", "He said that that was so. Bora Bora-Bora. It had had effect."),
    ("words.doubled", "Mexico\nMexico"),
    ("words.foreign", "Organized by the Colegio de la Frontera Norte and José de Jesús of the Universidad Carlos III de Madrid."),
    ("words.foreign", "The legislation (“Ley de Protección a Refugiados”) is de facto in force."),
    ("words.lone-stop", "They were trained. …\nAnd then?"),
    ("words.lone-stop", "State | Number\nPeru | 4\n|"),
    ("words.doubled", "State | State\n1. Peru\nPeru"),
    ("words.ends-short", "It promotes:\nfair work,\nhealth,\nrights."),
    ("words.ends-short", "They were trained in what they asked for."),
    ("words.unbalanced", 'The "report" (in part) and: a) this; b) that. It’s the migrants’ own.'),
    ("words.unbalanced", "VIII) this\nxl) that\n2.1) more\n100) much"),
    ("words.quote-spacing", 'The "first report", and "the second."'),
    ("words.link-broken", "See https://www.oas.org/en/(page) and www.oas.org, or a@oas.org."),
    ("words.link-not-https", "See https://www.oas.org."),
    ("words.space-before-stop", "A value of .5, and 1, 2; (so)."),
    ("words.missing-stop", "The Report on The Hague In Brief, and Women In Action."),
    ("words.lone-enumerator", "A. With this.\nB. With that."),
    ("words.lone-enumerator", "a) this; b) that"),
    ("words.not-in-typeface", "“Ação” de 25 °C – 10⁶ • ½ … €, Ελλάδα, Жизнь, № 5 → ✓"),
    ("names.resolution", "AG/RES. 2141 (XXXV-O/05), AG / RES. 2593 and CP/RES. 759"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text"), LOOKALIKES)
def test_a_lookalike_of_words_is_not_found(code, text):
    assert words(code, around(text)) == []


@pytest.mark.parametrize(
    "text",
    ['Working on the "Report of Standards.', "It protects migrants” of the region.", "A visit (in May."],
)  # fmt: skip
def test_a_mark_without_its_counterpart_is_found(text):
    assert len(found("words.unbalanced", around(text))) == 1


def test_texts_without_a_full_stop_among_others_are_one_finding():
    long = "Officials of the region attended a workshop about the identification of victims"
    stopped = [entry(f"{long}, number {number}.") for number in range(3)]
    checked = year_of(*stopped, entry(long), entry("Launch of a map"))
    [finding] = found("words.no-full-stop", checked)
    assert len(finding.also) == 1
    assert found("words.no-full-stop", year_of(entry(long), entry(long), stopped[0])) == []


def test_a_document_that_is_not_https_is_found():
    checked = year_of(entry(links=("http://oas.org/a", "https://oas.org/b", "https://oas")))
    assert words("words.document-not-https", checked) == ["http://oas.org/a", "https://oas"]


def test_american_and_british_spelling_mixed_is_one_finding():
    checked = year_of(entry("A labor center and a labour centre."), entry("A program."))
    assert words("words.two-spellings", checked) == ["“labor” (1), “labour” (1); “center” (1), “centre” (1)"]  # fmt: skip
    named = year_of(entry("A labor study by the International Labour Organization."))
    assert words("words.two-spellings", named) == []
