"""Movements and bodies told by their place in a sentence: "talks between X and the Sons of the Delta"."""

from __future__ import annotations

import re
from collections.abc import Iterator

_CAP = r"(?:(?:al|el|ul|an|as|ash)-)?[A-ZÀ-ÖØ-Þ][\w’'-]{1,30}"
_SMALL = r"(?:of|for|and|de|del|la|para|des|du|et|al)"
NAME = rf"(?P<name>{_CAP}(?:\s(?:(?:(?:of|for)\sthe|{_SMALL}(?:\sla|\slos)?)\s)?{_CAP}){{0,6}})"
_THE_NAME = rf"[Tt]he\s{NAME}"
_GENERIC = re.compile(
    r"(?:Working|Joint|Technical|Contact|Steering|Drafting|General|Special|Advisory|Expert)\b"
)
_TWO = re.compile(
    r"(?<!People)(?<!Women)(?<!Workers)(?<!Farmers)['’]s\s.*\s|\b[A-Z][A-Z-]+\w*\sand\s|\sand\s[A-Z]{2,}|\sand\s\w+['’]s\s"
)
"""Two names, of which an acronym is one, or one that belongs to another."""
_PEOPLE_OF = (
    r"(?:delegations?|teams?|representatives?|envoys?|leaders?|leadership|fighters|rebels|members|commanders?|"
    r"spokes(?:man|woman|person|people)|negotiators?|delegates|officials|emissar(?:y|ies)|militants|wing|faction)"
)
_ACTS = (
    r"(?:rejects?|rejected|signed|agreed|accepts?|accepted|refuses?|refused|demands?|demanded|insists?|insisted|sent|"
    r"sends|accuses?|accused|denies|denied|pledged|promised|declared|wants|wanted|withdrew|boycotts?|boycotted|"
    r"suspended|released|freed|attacked|claimed|proposed|proposes|offered|walked\sout|pulled\sout|stayed\saway|"
    r"did\snot\s(?:come|attend|sign)|said|says|has|have|had|will|would|was\srepresented|were\srepresented|is|are)"
)
_END = r"(?![\w’'-]|\s(?:of|for)\s(?:the\s)?[A-Z])"
_TOGETHER = (
    r"(?:(?:have|had|has|will|both|also|again)\s){0,2}(?:met|meet|held|hold|signed|sign|agreed|agree|extended|"
    r"renewed|resumed|resume|opened|open|began|begin|started|start|ended|exchanged|swapped|committed|concluded|"
    r"reached|sat)\b"
)
_SLOTS = (
    re.compile(rf"\b[A-Z][\w’'-]+\sand\s{_THE_NAME},?\s{_TOGETHER}"),
    re.compile(rf"{_THE_NAME}\sand\sthe\s[A-Z][^.;:,]{{2,60}}?,?\s{_TOGETHER}"),
    re.compile(rf"\b{_PEOPLE_OF}\s(?:of|for|from)\s{_THE_NAME}{_END}"),
    re.compile(rf"\bbetween\s[^.;:]{{2,70}}?\sand\s(?:of\s)?{_THE_NAME}{_END}"),
    re.compile(rf"\bbetween\s{_THE_NAME}\sand\b"),
    re.compile(
        rf"\b(?:[Gg]overnment|[Rr]ebels|[Aa]rmy|[Jj]unta|[Aa]uthorities)\sand\s{_THE_NAME}{_END}"
    ),
    re.compile(rf"{_THE_NAME}\sand\s(?:the\s)?(?:government|rebels|army|junta|authorities)\b"),
    re.compile(rf"{_THE_NAME}\s{_ACTS}\b"),
    re.compile(rf"\b[Ff]or\s{_THE_NAME}(?=[,:;.])"),
    re.compile(rf"{_THE_NAME}(?:'s|’s|'|’)\s(?:[a-z-]+\s){{0,2}}{_PEOPLE_OF}\b"),
    re.compile(rf"{_THE_NAME}\s\((?:the\s)?(?P<short>[A-Z][A-Za-z/-]{{1,9}})\)"),
)
_STATE = re.compile(
    r"(?:Governments?|Republics?|Kingdom|State|Sultanate|Royal|Federal (?:Democratic )?(?:Government|Republic)|"
    r"Russian Federation|United States|United Kingdom)\b"
)
_THING = re.compile(
    r"(?:Agreements?|Accords?|Declaration|Treaty|Protocols?|Convention|Conference|Palace|Hotel|Hall|House|"
    r"Street|Avenue|Road|Square|River|Lake|Sea|Gulf|Bay|Mountains?|Valley|Hills?|Heights|Islands?|Strip|Province|"
    r"Region|District|Times|Post|Herald|Tribune|Gazette|Radio|Television|Review|Journal|Process|Talks|Dialogue|"
    r"Initiative|Roadmap|Plan|Framework|Memorandum|Summit|Round|Peace|War|Day|Eve|Ramadan|Christmas|Easter|Bridge|"
    r"Crossing|Cup|Zone|Border|Line|Corridor|Camp|Resolution|Act|Constitution|Charter|Statement|Communiqu[ée]|"
    r"Programme|Program|Mechanism|Discussions|Negotiations|Consultations|North|South|East|West|January|February|March|April|May|June|July|August|September|"
    r"October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Parliament|Senate|Assembly|"
    r"Court|Embassy|University|Airport|Internet|English|Division|Congress)"
)
_POST = re.compile(
    r"\b(?:Minister|Ministry|President|Secretary|Ambassador|Ministers|Presidents|King|Queen|"
    r"Emir|Sultan|Pope|Prince|General|Colonel|Speaker|Chancellor|Governor|Bishop|Archbishop|Cardinal|Sheikh|Envoy|"
    r"Representative|Adviser|Advisor|Chairman|Chairperson|Chief|Director|Commissioner|Prime|Deputy|Vice)\b"
)


def named_by_slot(view: str) -> Iterator[str]:
    """Names of two words and more that stand, with an article, where only a body of people can."""
    for pattern in _SLOTS:
        for match in pattern.finditer(view):
            name = match["name"]
            if " " in name and _may_act(name):
                yield name


def _may_act(name: str) -> bool:
    head = re.split(r"\s(?:of|for)\s", name)[0].rpartition(" ")[2]
    two = _TWO.search(name)
    return not (
        two
        or (_THING.fullmatch(head) and not name.startswith("House of "))
        or _POST.search(name)
        or _STATE.match(name)
        or _GENERIC.match(name)
    )
