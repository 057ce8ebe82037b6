"""The role of a country in an entry, as the words around its name propose it."""

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache

from reporting.recognition.countries import CountryMention
from reporting.recognition.gazetteer import How
from reporting.recognition.names import fold
from reporting.recognition.spans import Sentences, sentences


class ProposedRole(StrEnum):
    """The values are those of `reporting.enums.CountryRole`."""

    PLACE = "place"
    PARTICIPANT = "participant"
    BENEFICIARY = "beneficiary"
    ORIGIN = "origin"
    SUBJECT = "subject"
    FUNDER = "funder"


_BEFORE = 160  # characters of the sentence before a name that are read
_AFTER = 60

# What may stand between a cue and the name: an article, "the Government of".
_FILLER = (
    r"(?:[\s,;:()]|\b(?:the|la|el|las|los|le|les|l|o|a|os|as|of|de|del|du|des|da|do|dos|das|d|and"
    r"|y|e|et|governments?|gobiernos?|gouvernements?|governos?|republic|republica|republique"
    r"|states?|estados?|etats?|ministry|ministerio|ministere|embassy|embajada|ambassade|embaixada"
    r"|people|both|cooperation|cooperacion|agency|agencia)\b)*"
)
# In the order in which they are looked for, without accents: "financed by the Government of".
_CUES: tuple[tuple[ProposedRole, tuple[str, ...]], ...] = (
    (
        ProposedRole.FUNDER,
        (
            r"(?:co-?)?(?:financed|funded|sponsored|paid)(?: for)?(?: in part| jointly)? by",
            r"(?:funds|funding|financing|donations?|grants?|contributions?|financial support"
            r"|financial contribution)(?: received)? (?:from|of|by)",
            r"(?:support|contribution) of the government of",
            r"(?:co)?financiad[oa]s?(?: en parte)? por",
            r"(?:fondos|financiamiento|financiacion|contribucion|aportes?|donacion"
            r"|apoyo financiero)(?: recibid[oa]s?)? (?:de|del|por)",
            r"(?:co)?finance(?:e?s?|ee?s?)(?: en partie)? par",
            r"(?:fonds|financement|contribution|don|appui financier) (?:de|du|des|d)",
            r"(?:co)?financiad[oa]s? (?:por|pelo|pela|pelos|pelas)",
            r"(?:fundos|financiamento|contribuicao|doacao|apoio financeiro) (?:de|do|da|dos|das)",
        ),
    ),
    (
        ProposedRole.BENEFICIARY,
        (
            r"(?:for the benefit of|benefit(?:ed|ing|s)?|beneficiar(?:y|ies)(?: (?:in|from|of))?"
            r"|technical assistance to|assistance (?:to|for)|delivered to|support to)",
            r"(?:en beneficio de|benefici(?:o|aron|ando|arios) (?:a|de)"
            r"|asistencia tecnica a|asistencia a|apoyo a)",
            r"(?:au profit de|au benefice de|assistance technique (?:a|au|aux)|appui (?:a|au|aux))",
            r"(?:em beneficio de|beneficiou|assistencia tecnica a(?:o|os)?|apoio a(?:o|os)?)",
        ),
    ),
    (
        ProposedRole.ORIGIN,
        (
            r"(?:(?:im|e)?migrants?|refugees|returnees|nationals|citizens|asylum seekers|workers"
            r"|victims|children|minors|deportees)(?: who came| coming)? (?:from|of)",
            r"(?:originally|coming) from",
            r"(?:(?:in|e)?migrantes|refugiad[oa]s|nacionales|ciudadan[oa]s|personas|trabajadores"
            r"|victimas|ninos|menores|retornad[oa]s)(?: (?:provenientes|procedentes|originari[oa]s))?"
            r" (?:de|del|desde)",
            r"(?:provenientes?|procedentes?|originari[oa]s?) (?:de|del|da|do)",
            r"(?:migrants?|refugies|ressortissants|citoyens|travailleurs|victimes)"
            r"(?: (?:venus|originaires))? (?:de|du|des|d)",
            r"originaires? (?:de|du|des|d)",
            r"(?:imigrantes|cidadaos|trabalhadores|vitimas) (?:de|do|da|dos|das)",
        ),
    ),
    (
        ProposedRole.PARTICIPANT,
        (
            r"(?:participants?|officials?|officers?|delegat(?:es|ions?)|representatives?|experts?"
            r"|speakers?|consuls?|judges|authorities|students|staff|trainees|attendees)"
            r"(?: came)? (?:from|of)",
            r"(?:with the participation of|participation of|attended by|with delegations? from)",
            r"(?:participantes|funcionari[oa]s|delegaciones|delegados|representantes|expert[oa]s"
            r"|consules|jueces|autoridades)(?: provenientes| procedentes)? (?:de|del|desde)",
            r"(?:con la participacion de|participaron|asistieron)",
            r"(?:participants?|fonctionnaires?|delegations?|delegues|representants?|experts?)"
            r"(?: venus)? (?:de|du|des|d)",
            r"avec la participation (?:de|du|des|d)",
            r"(?:participantes|delegacoes|funcionarios|peritos|representantes) (?:de|do|da|dos|das)",
            r"com a participacao (?:de|do|da|dos|das)",
        ),
    ),
    (
        ProposedRole.PLACE,
        (
            r"(?:in|at|held in|hosted by|visit(?:ed|s)? to|mission(?:s)? to|visited|across"
            r"|throughout)",
            r"(?:en|visito|visita a|mision a)",
            r"(?:au|aux|en|a|dans|visite (?:au|en|aux))",
            r"(?:em|no|na|nos|nas|visita a(?:o|os)?)",
        ),
    ),
)
_AFTER_CUES: tuple[tuple[ProposedRole, str], ...] = (
    (
        ProposedRole.FUNDER,
        r"\s+(?:financed|funded|sponsored|paid for|financio|financiaron|a finance|ont finance"
        r"|financiou|financiaram)\b",
    ),
    (ProposedRole.PARTICIPANT, r"\s+(?:participated|took part|attended|participo|participaron)\b"),
    (ProposedRole.PLACE, r"\s+(?:hosted|fue sede|foi sede)\b"),
)
_IN_A_LIST = re.compile(
    r"\s*(?:[,&]|and|y|e|et|,\s*(?:and|y|e|et))?\s*(?:the|la|el|las|los|le|les|l|o|a|os|as)?\s*"
)


def proposed_roles(text: str, mentions: Iterable[CountryMention]) -> dict[str, ProposedRole]:
    """Return a role for each country that `text` names, by ISO alpha-3 code.

    It is the first that the words around a mention tell. A country that is named without such
    words is spoken about: nothing says that anything happened there.
    """
    text_sentences = sentences(text)
    roles: dict[str, ProposedRole] = {}
    told: set[str] = set()
    previous: CountryMention | None = None
    previous_role: ProposedRole | None = None
    for mention in mentions:
        role = _told(text, text_sentences, mention)
        if role is None and previous and _continues_list(text, previous, mention):
            role = previous_role
        if role is not None and mention.iso3 not in told:
            told.add(mention.iso3)
            roles[mention.iso3] = role
        roles.setdefault(mention.iso3, ProposedRole.SUBJECT)
        previous, previous_role = mention, role
    return roles


def _told(text: str, text_sentences: Sentences, mention: CountryMention) -> ProposedRole | None:
    start, end = text_sentences.limits(mention.start, mention.end)
    before = _folded(text[max(start, mention.start - _BEFORE) : mention.start])
    after = _folded(text[mention.end : min(end, mention.end + _AFTER)])
    for role, pattern in _before_patterns():
        if role is not ProposedRole.PLACE and pattern.search(before):
            return role
    for role, words in _AFTER_CUES:
        if re.match(words, after):
            return role
    if mention.how is How.DEMONYM:
        return None
    if mention.how is How.CITY:
        return ProposedRole.PLACE
    place = dict(_before_patterns())[ProposedRole.PLACE]
    return ProposedRole.PLACE if place.search(before) else None


def _continues_list(text: str, previous: CountryMention, mention: CountryMention) -> bool:
    """Whether only a comma, "and" or an article is between two names."""
    between = text[previous.end : mention.start]
    return len(between) < _AFTER and _IN_A_LIST.fullmatch(_folded(between)) is not None


def _folded(text: str) -> str:
    """`text` in small letters without accents and apostrophes, with single spaces."""
    return re.sub(r"[\s’']+", " ", fold(text))


@lru_cache(maxsize=1)
def _before_patterns() -> tuple[tuple[ProposedRole, re.Pattern[str]], ...]:
    return tuple(
        (role, re.compile(rf"\b(?:{'|'.join(cues)})\b{_FILLER}\Z")) for role, cues in _CUES
    )
