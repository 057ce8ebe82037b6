"""The words of each language that the checks need. None belongs to a particular report."""

import re

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip

# "this year" and "last June", but not "the last year of the project".
RELATIVE_DATES = {
    "en": re.compile(
        rf"\b(?:[Tt]his|(?<!the )[Ll]ast|(?<!the )[Nn]ext) (?:year|month|week|{'|'.join(MONTHS)})\b"
    ),
    "es": re.compile(r"\b(?:este año|el año pasado|el próximo año|el mes pasado)\b", re.IGNORECASE),
    "fr": re.compile(
        r"\b(?:cette année|l[’']année dernière|l[’']année prochaine)\b", re.IGNORECASE
    ),
    "pt": re.compile(r"\b(?:este ano|no ano passado|no próximo ano)\b", re.IGNORECASE),
}

# Words that say that something is still to come.
ANNOUNCEMENTS = {
    "en": re.compile(
        r"\b(?:will(?! come into| enter into)|is planned|are planned|is expected|are expected"
        r"|is scheduled|are scheduled|is foreseen|are foreseen)\b"
    ),
    "es": re.compile(r"\b(?:se prevé|está previst[oa]|se llevará|se realizará|continuará)\b"),
    "fr": re.compile(r"\b(?:est prévue?|sera|seront)\b"),
    "pt": re.compile(r"\b(?:está previst[oa]|será|serão)\b"),
}

FUTURE = {**ANNOUNCEMENTS, "en": re.compile(rf"\bwill\b|{ANNOUNCEMENTS['en'].pattern}")}

# Words that begin a sentence, found within one: "… and activists In Costa Rica, …".
SENTENCE_OPENERS = {
    "en": re.compile(
        r"(?P<before>\b[a-z]{4,}) (?:In|The|This|These|It|At|On|During|However|Also|There) (?=[A-Za-z])"
    ),
}

# Words that describe a plan as finished (past) or as current work (present).
PAST = {
    "en": re.compile(
        r"\b(?:took place|(?:was|were) (?:\w+ed|held|given|made|built)|(?:has|have) been held"
        r"|where (?:he|she|it|they) \w+ed)\b"
    ),
    "es": re.compile(r"\b(?:se realizó|se llevó a cabo|tuvo lugar|fue realizad[oa])\b"),
    "fr": re.compile(r"\b(?:a eu lieu|a été|ont été)\b"),
    "pt": re.compile(r"\b(?:realizou-se|foi realizad[oa]|teve lugar)\b"),
}
PRESENT = {
    "en": re.compile(r"\b(?:[Cc]urrently|[Aa]t present|(?:is|are) working on)\b"),
    "es": re.compile(r"\b(?:[Aa]ctualmente|se encuentra trabajando)\b"),
    "fr": re.compile(r"\b(?:[Aa]ctuellement)\b"),
    "pt": re.compile(r"\b(?:[Aa]tualmente)\b"),
}

_FUNCTION_WORDS_EN = """
a about after against all among an and any are as at be been before between both but by during
each for from had has have he her his if in into is it its more most no not of on or other our
out over she so some such than that the their them then there these they this those through to
under until up upon was we were what when where which while who whose will with within without
would you your
"""
_FUNCTION_WORDS_ES = """
de del la las el los en y para por con sobre una al se su sus que
"""
_FUNCTION_WORDS_FR = """
de du des la le les en et pour par avec sur une dans aux au
"""
_FUNCTION_WORDS_PT = """
de do da dos das em para por com sobre uma ao aos na nas no nos
"""
FUNCTION_WORDS = {
    "en": frozenset(_FUNCTION_WORDS_EN.split()),
    "es": frozenset(_FUNCTION_WORDS_ES.split()),
    "fr": frozenset(_FUNCTION_WORDS_FR.split()),
    "pt": frozenset(_FUNCTION_WORDS_PT.split()),
}
ALL_FUNCTION_WORDS = frozenset().union(*FUNCTION_WORDS.values())

# Words so common that, joined to another word, they show a missing space.
GLUED = {
    "en": frozenset({"in", "and", "with", "by", "of", "for", "the", "to", "on"}),
    "es": frozenset({"del", "las", "los", "para", "por", "con", "sobre"}),
    "fr": frozenset({"des", "les", "pour", "par", "avec", "sur"}),
    "pt": frozenset({"dos", "das", "para", "por", "com", "sobre"}),
}

# Ordinary words whose halves are both words. The list can be short, because words that occur often
# in a year, or have related words there, are never split.
_NOT_TWO_EN = """
within without withdraw withdrawn withdraws withdrawal withhold withholds withheld withstand
online onboard ongoing onset onshore onsite onward onwards oncoming into onto unto today
tomorrow tonight toward towards together bypass bypassed bylaw bylaws byproduct bystander
bystanders bygone forbids forever foresee foregoing forgive forgotten format formats forties
fortune forward forwards therein wherein herein plugin command therewith herewith forthwith
hereby thereby whereby nearby standby passerby thereof hereof whereof waterproof therefor hereto
thereto whereto hitherto thereon hereon carton lesson lessons inability inaccessible inaccurate
inaction inactive inadequate inappropriate inborn incapable incapacity income incomes incoming
incompatible incomplete inconsistent inconvenient incorrect incorporate incorporated
incorporates indebted indecision indefinite indefinitely independence independent independently
indigenous indirect indirectly indispensable indivisible ineffective inefficient inequality
inequities inexperienced infinite inflow inflows inform informal informally informed inhuman
inhumane injustice inland inmate inmates inputs inroads insane insecure insecurity insensitive
inseparable inside insight insights install instance instead instruct instructs insufficient
insufficiently insure insured intact intake intangible intend intends intense intent interact
intolerable intolerance invalid invaluable inviolable invisible involuntary
"""
NOT_TWO_WORDS = {"en": frozenset(_NOT_TWO_EN.split())}

# Borrowed phrases that are not reported: "de facto", "en route".
_BORROWED = r"(?!\s(?:facto|jure|novo|route|masse|bloc|minimis|Janeiro|Facto|Jure))"
FOREIGN_WORDS = {
    "en": re.compile(
        r"\b(?:del|de|la|las|los|el|para|con|por|sobre|una|du|des|les|pour|avec|dos|das|sobre|y)\b"
        + _BORROWED
    ),
    "es": re.compile(r"\b(?:the|of|and|with|for|from|by|which)\b"),
    "fr": re.compile(r"\b(?:the|of|and|with|from|by|which|del|los|las)\b"),
    "pt": re.compile(r"\b(?:the|of|and|with|from|by|which|del|los|las)\b"),
}

# American and British spellings. A report should use one of them throughout.
SPELLINGS = (
    ("labor", "labour"), ("program", "programme"), ("center", "centre"),
    ("organization", "organisation"), ("harmonization", "harmonisation"),
    ("counseling", "counselling"), ("traveling", "travelling"), ("defense", "defence"),
    ("neighboring", "neighbouring"), ("behavior", "behaviour"), ("honor", "honour"),
    ("analyze", "analyse"), ("recognize", "recognise"),
)  # fmt: skip

# Acronyms that need no explanation.
COMMON_ACRONYMS = frozenset({
    "UN", "OAS", "UNICEF", "UNESCO", "MERCOSUR", "INTERPOL", "NGO", "NGOs", "EU", "HIV", "AIDS", "GDP", "ID", "TV", "CD", "DVD", "PhD", "CEO",
    "USD", "EUR", "CAD", "HS", "YMCA", "AG", "CP", "RES", "OEA", "II", "IT", "PDF", "NATO",
})  # fmt: skip

# The initials under which resolutions of organs of the OAS are cited.
RESOLUTION_ORGANS = frozenset({"AG", "CP", "CIDI", "CEPCIDI", "JCE", "RC", "MC", "CD", "CICAD"})

NUMBERS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
