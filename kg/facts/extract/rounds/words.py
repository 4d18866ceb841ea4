"""How a round is spoken of: ordinals, the nouns of talks, what is near a place or a date."""

from __future__ import annotations

import re

from kg.facts.extract.numberwords import CARDINALS, ORDINALS

_UNITS = list(ORDINALS)
_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
}
_CARDINALS = list(CARDINALS[1:])
_ROMAN = {
    "I": 1,
    "II": 2,
    "III": 3,
    "IV": 4,
    "V": 5,
    "VI": 6,
    "VII": 7,
    "VIII": 8,
    "IX": 9,
    "X": 10,
}

_ROUND_TENS = {"thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "hundredth": 100}
ORDINAL = (
    rf"(?:(?:(?:one[- ])?hundred[- ]and[- ])?(?:(?:{'|'.join(_TENS)})-(?:{'|'.join(_UNITS[:9])})|"
    rf"{'|'.join(reversed(_UNITS))}|{'|'.join(_ROUND_TENS)})|\d{{1,3}}(?:st|nd|rd|th))"
)
CARDINAL = rf"(?:\d{{1,2}}|{'|'.join(reversed(_CARDINALS))}|[IVX]{{1,4}})"
STEP = r"(?:rounds?|cycles?|phases?|legs?|editions?|tranche|sessions?)"
TALK = (
    r"(?:talks?|negotiations?|dialogues?|consultations?|discussions?|conferences?|"
    r"summits?|meetings?|encounters?"
    r"|trilaterals?|parleys?|contacts|sessions?|rounds?|cycles?|phases?|roundtable|forum)"
)
SORT = (
    r"(?:(?:new|fresh|formal|informal|direct|indirect|proximity|peace|technical|"
    r"political|military|high-level|face-to-face"
    r"|trilateral|bilateral|ministerial|guarantors'?|exploratory|security|border|"
    r"preliminary|preparatory|secret|detainee"
    r"|special|plenary|closed-door|formal|inclusive|national|humanitarian|ceasefire|"
    r"international|joint|general|public"
    r"|and final|nuclear|joint commission|commission|committee|working-level|"
    r"expert-level|expert|intra-\w+|inter-\w+|[a-z]+-[a-z]+|<[JAP]\d+>)\s)"
)

_ORDINAL_STEP = re.compile(
    rf"\b(?P<ord>{ORDINAL})\s{SORT}{{0,3}}(?P<noun>{STEP})\b(?!\s(?:in a row|running|of the (?:\w+\s)?process)"
    rf"\b)|\b(?P<ord2>{ORDINAL})\s{SORT}{{0,4}}"
    rf"(?P<noun2>talks(?!\sabout\b)|negotiations|dialogue|consultations?|conference|summit|meeting|"
    rf"encounter|trilateral)\b"
    rf"(?!\s(?:in a row|running)\b)",
    re.I,
)
_STEP_NUMBER = re.compile(
    rf"\b(?:[Rr]ounds?|[Cc]ycle|[Pp]hase|ROUND)\s(?:[Nn]o\.?\s|number\s)"
    rf"?(?P<num>{CARDINAL})\b(?!\s(?:of|to|per)\b)"
)
_ROMAN_STEP = re.compile(r"\b(?P<num>[IVX]{1,4})\s(?:[Cc]ycle|[Rr]ound|[Ss]ession|[Pp]hase)\b")
_PLACE_NUMBER = re.compile(
    r"<P\d+>[-–\s](?P<num>\d{1,2}|[IVX]{1,4})(?![\w%])(?!\s(?:January|February|March|"
    r"April|May|June|July|August|September|October|November|December))"
)
_THE = r"(?:[Tt]he|[Ii]ts|[Tt]heir|[Oo]ur)"
_EVENT = (
    r"(?:in|at|near|on|was|is|were|ended|ends|closed|opened|opens|brought|took|produced|held|began|"
    r"begins|round|followed|follows|came|comes|lasted|broke|got|saw|led|gave|had|could|would|"
    r"should|will|may|might|never|went|outside|collapsed|failed)"
)
_BARE_ORDINAL = re.compile(
    rf"\b(?:[Tt]hat|[Tt]his|[Ii]t)\s(?:is|was)\s(?:by our count,?\s)?(?:the|our|their)\s"
    rf"(?P<ord>{ORDINAL})(?:,|[.;]|$)"
    rf"|(?:^|[;:(—–]\s?|\.\s|,\s(?:and|but|while)\s|,\s)(?:[Aa]nd\s|[Bb]ut\s|[Ff]or\s)?{_THE}\s"
    rf"(?P<ord2>{ORDINAL})(?:\sone)?(?:\sand\s(?:last|final)(?:\sso far)?)?"
    rf"(?:(?:,|\s\(|\s–|\s—)?\s(?={_EVENT}\b|<D|<P|again)|(?=[,.;]|$))"
    rf"|\b(?:[Aa]t|[Ff]or|[Aa]fter|[Bb]efore|[Ss]ince|[Uu]ntil|[Bb]y)\s(?:the|its|their)\s"
    rf"(?P<ord3>{ORDINAL})(?=[,.;)]|\sand\s|$)"
    rf"|(?:^|[;:]\s|,\s(?:and\s)?)[Aa]\s(?P<ord4>{ORDINAL})(?:\sone|\ssuch)?,?\s(?={_EVENT}\b|is due)",
)


def ordinal_value(word: str) -> int | None:
    text = word.lower().strip()
    hundred = re.match(r"(?:one[- ])?hundred[- ]and[- ]", text)
    if hundred:
        rest = ordinal_value(text[hundred.end() :])
        return None if rest is None else 100 + rest
    if text in _ROUND_TENS:
        return _ROUND_TENS[text]
    if text[:1].isdigit():
        return int(re.sub(r"\D", "", text))
    if word.isupper() and word in _ROMAN:
        return _ROMAN[word]
    if text in _UNITS:
        return _UNITS.index(text) + 1
    if text in _CARDINALS:
        return _CARDINALS.index(text) + 1
    tens, _, unit = text.partition("-")
    return _TENS[tens] + _UNITS.index(unit) + 1 if tens in _TENS and unit in _UNITS else None


_ONCE = re.compile(
    r"\bfirst\s(?:\w+\s){0,1}(?:direct|face-to-face|formal|official|public|such|"
    r"in-person|ever|high-level|contacts?|time)\b"
    r"|\b(?:their|its|his|our)\sfirst\b|\bfirst\s(?:meeting|talks|encounter|"
    r"conference|summit|session)\b"
    r"(?=\s(?:between|since|of its kind|with|in (?:\w+\s){0,3}(?:years|months)))"
    r"|^\W{0,3}First\s(?:\w+\s){0,2}(?:meeting|talks|encounter|conference|summit|session)\b",
    re.I,
)


def ordinals(shape: str) -> list[tuple[int, int, int]]:
    """(value, start, end) of the numbers that count rounds, in order."""
    once = [m.span() for m in _ONCE.finditer(shape)]
    found: dict[int, tuple[int, int, int]] = {}
    for pattern in (_TIME, _ORDINAL_STEP, _STEP_NUMBER, _ROMAN_STEP, _PLACE_NUMBER, _BARE_ORDINAL):
        for match in pattern.finditer(shape):
            number = next(v for k, v in match.groupdict().items() if v and not k.startswith("noun"))
            value = ordinal_value(number)
            step = (match.groupdict().get("noun") or "").lower()
            if (
                value is None
                or value > 400
                or value < 1
                or (value == 1 and _SINCE.match(shape, match.end()))
                or _once(match, once, step)
                or _UNWANTED.search(shape[: match.start()])
            ):
                continue
            if not any(a < match.end() and match.start() < b for _, a, b in found.values()):
                found[match.start()] = (value, match.start(), match.end())
    return [found[at] for at in sorted(found)]


_SINCE = re.compile(
    r"\s(?:of [\w ]{1,20} )?(?:since|in (?:[\w-]+ ){1,4}(?:years|months|decades))\b"
)
_TIME = re.compile(
    rf"\b(?:met|meet|meeting|gathered|talked|negotiated|sat\sdown)\s(?:[\w<>'-]+\s){{0,4}}?for\s(?:the|a)\s(?P<ord>{ORDINAL})"
    rf"\stime\b(?!\s(?:since|ever|in\s(?:[\w-]+\s){{0,3}}(?:years|months|weeks|decades|history)))"
    rf"|\b[Ff]or\s(?:the|a)\s(?P<ord3>{ORDINAL})\stime\s(?:this\s(?:year|month|week)\s)?(?=[^.;]{{0,60}}\b(?:met|talked|"
    rf"sat\sdown|negotiated|gathered)\b)|\b[Aa]t\s(?:the|its|their)\s(?P<ord2>{ORDINAL}),",
    re.I,
)
_SPAN = re.compile(r"\b[Rr]ounds\s(?P<a>\d{1,2})\s?(?:to|-|–)\s?(?P<b>\d{1,2})\b")
_UNWANTED = re.compile(
    r"\b(?:(?:out|exit|lost|beaten|won|win|through|knocked out) (?:in|to|into) (?:the|a)?|no|not need an?|not a|n't an?|never a|call it the|call it a)\s$",
    re.I,
)


def spans(shape: str) -> list[tuple[int, int, int]]:
    """(value, start, end) for each round of "rounds 6 to 9"."""
    found = []
    for match in _SPAN.finditer(shape):
        low, high = int(match["a"]), int(match["b"])
        if 0 < low < high <= low + 15:
            found += [(value, match.start(), match.end()) for value in range(low, high + 1)]
    return found


def _once(match: re.Match[str], once: list[tuple[int, int]], step: str) -> bool:
    """ "The first direct talks in years" does not count; "the first round of direct talks" does."""
    if step and step[:5] in ("round", "cycle", "phase"):
        return False
    return (
        any(a <= match.start("ord2") < b for a, b in once)
        if "ord2" in match.groupdict() and match["ord2"]
        else False
    )


_OTHER_KINDS = "".join(
    rf"(?<!\b{word}\s)"
    for word in (
        "investment", "economic", "business", "donor", "donors", "climate", "trade", "energy", "news", "press",
        "party", "cabinet", "board", "tariff", "tariffs", "wage", "pay", "mining", "merger", "budget",
    )
)  # fmt: skip
TALK_WORD = re.compile(
    rf"\b{_OTHER_KINDS}(?:(?<!-)|(?<=\bpre-)){TALK}\b(?!\s(?:show|shows|points))", re.I
)
MEET = re.compile(
    r"\b(?:process\s(?:had\s)?(?:opened|began|begun|started)|signed|signing|put "
    r"(?:his|her|their) (?:names?|signatures?)|initialled|did so|met(?!\s(?:with\s)?(?:the\s)?(?:press|media|reporters|journalists)\b)|"
    r"talked(?!\s(?:to|with)\s(?:the\s)?(?:press|media|reporters|journalists)\b)|s[ia]t together|meet|meets|meeting|gathered|convened?|"
    r"convenes|reconvened?|sat down|sit down|sat\b|(?:delegat\w+|negotiators|envoys|teams) (?:argue|haggle|wrangle|bargain|confer)|face to face|faced each other"
    r"|(?:was|were|be|been|being)\s(?:\w+ly\s)?(?:held|hosted|convened|signed|opened|inaugurated|launched)|took place|take "
    r"place|(?:around|round|to|at) (?:a|the) table|(?:re)?start(?:ed|s)?|hosted|"
    r"held(?!\s(?:an?\s|the\s|his\s|her\s|its\s|up\b)?(?:\w+\s)?(?:rally|rallies|press|news|"
    r"funeral|elections?|referendum|protests?|exercises?|parade|vote|speech|since|prisoner|captive))|"
    r"hosts|negotiated|negotiating|shook hands|spen[dt] (?:the )?(?:weekend|day|night|evening|week|\w+ (?:hours|days))|"
    r"received (?:the )?(?:\w+ )?(?:delegations?|teams|envoys|negotiators|representatives|sides)|"
    r"(?:go|went|gone|going) through (?:the|a) (?:text|draft|list))\b",
    re.I,
)
MET = re.compile(
    rf"\b(?:met|s[ia]t down|sat|resumed|opened|began|started|held|ended|concluded|convened|gathered|conducted|closed)\b"
    rf"|\b{TALK}\s(?:were|was)\sheld\b",
    re.I,
)
PLACE_TALK = re.compile(
    rf"(?P<place><P\d+>)(?:'s)?\s{SORT}{{0,3}}(?P<noun>talks|round|meeting|meetings|"
    rf"dialogue|negotiations|discussions|summit|conference|opening"
    rf"|session|consultations|gathering|encounter|cycle|phase)\b"
    r"(?!\s(?:centre|center|hall|hotel|room|building|complex)\b)",
    re.I,
)
IN_PLACE = re.compile(
    r"\b(?P<prep>(?:there|it|[Tt]hen)\swas(?=\s<P\d+>,\swhere)|island of|[Ii]n|[Aa]t|[Nn]ear|outside|to|[Ff]rom|[Vv]enue:|outskirts of|shores? of|banks of|resort of|city of|"
    r"capital,|capital of|of)\s(?:the\s)?"
    r"(?:(?:(?!(?:in|at|to|from|for|with|on|of|near|and)\s)[a-z-]+\s|<J\d+>\s|<A\d+>(?:'s)?\s){0,4}(?:capital|city|resort|town|port|village|suburb)(?:\scity)?(?:\sof|,)?\s)?"
    r"(?P<place><P\d+>)"
)
CAPITAL = re.compile(
    r"\b(?:the\s|<(?P<poss>A\d+)>'s\s)(?:<(?P<adj>J\d+)>\s)"
    r"?capital\b(?:\sof\s(?:the\s)?<(?P<of>A\d+)>)?(?!,?\s<P)"
)
IN_COUNTRY = re.compile(
    r"\b(?:[Ii]n|[Tt]o|[Aa]t)\s(?P<country><A\d+>)(?=[\s,.;)]|$)(?!'s)"
    rf"|\b{TALK}\s\((?:in\s)?(?P<bracket><A\d+>)\)"
    r"|\b(?:[Ii]n|[Aa]t)\san?\s(?:[a-z-]+\s){0,2}(?P<nation><J\d+>)\s(?:[a-z-]+\s)?"
    r"(?:village|town|city|resort|hotel|castle|island|villa)\b"
)
NOT_VENUE = re.compile(
    r"(?:\b(?:stay(?:s|ed|ing)?|remain(?:s|ed|ing)?|stuck|embass\w+|ambassadors?|speaking|spoke|reporters|journalists|control|told\b[^.;,"
    r"]{0,40}|progress made|made|agreed upon|agreed|reached"
    r"|born|based|living|(?<!>\s)office|residents?|people|killed|bombs?|blasts?|raids?|ambush(?:es)?|massacres?|attacks?|fighting|clashes|"
    r"fire|strikes?|airstrikes?|protests?|situation"
    r"|war|conflict|violence|troops|forces|crisis|mission|government|reached|said|"
    r"says|(?:talked|spoke|speaking|talking)\sto\s(?:the\s)?(?:media|press|reporters|journalists)\b[^.;]{0,60}|police|party|coup|prison|exile|landed"
    r"|arrested|academy|newspapers?|papers|reported|prisoners|villages?|hospital|"
    r"university|consul|by (?:tele)?phone|statement"
    r"|unit|rebels|soldiers|base|bases|crossing|shelling|bombing|explosion|delegate|"
    r"hostilities|rivals|sides|warring parties|lawyers?|analyst|desk|ceasefire|truce|stability|peace|market|hall|school|council|headquarters|"
    r"clinic|church|mosque|shells|houses|bridge|visits|dinner|lunch|reception|banquet)\s(?:(?:from|issued)\s(?:the\s)?(?:<[AJ]\d+>(?:'s)?\s)?)?|"
    r"<[TN]\d+>,?\s|\bflew\s|\b(?:return|back|home)\s(?:[\w<>]+\s){0,6}from\sconsultations\s|\bvisit\w*\s(?:by\s[^,;.]{0,30})?)$",
    re.I,
)
FRESH = re.compile(
    r"\b(?:new|fresh|another|further|next|additional|follow-up|upcoming|future)"
    r"\s(?:\w+\s){0,2}(?:round|talks|meeting|meet|session|cycle|phase|negotiations|summit)"
    r"\b|\b(?:next|fresh) one\b|\bmeet again\b|\bmeets? next\b|\breconvene\b|\breturn to the table\b|"
    r"\b(?:teams|delegations|sides|parties|negotiators|they|everyone|two)\s(?:will\s|"
    r"would\s|to\s)?(?:return|come back|meet next|reconvene)\b|\bbring the two "
    r"(?:sides )?together\b|\binvited (?:everyone|them|the parties|both sides) "
    r"back\b|\b(?:agree[ds]?|undert(?:ook|ake)|promise[ds]?|pledged?|decided?|vowed?|invited)\s(?:\w+\s){0,3}to\s"
    r"(?:come back|return|go back|resume|meet|reconvene)\b",
    re.I,
)
PREVIOUS = re.compile(
    r"\b(?:previous|last|earlier|preceding|prior|past)\s(?:\w+\s){0,2}(?:round|talks|"
    r"meeting|session|cycle|phase|trilateral|negotiations|summit|full round)\b",
    re.I,
)
