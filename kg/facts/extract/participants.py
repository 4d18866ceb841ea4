"""Who was there, for whom, in what office."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.facts.extract.entries import Entry, describe, names_from
from kg.facts.extract.mention import Kind
from kg.facts.extract.participation import Presence, as_fact
from kg.facts.extract.parties import keys_in_post, side_key
from kg.facts.extract.reading import Reading, Sentence
from kg.facts.extract.rosters import roster
from kg.facts.extract.roundwords import TALK_WORD
from kg.facts.extract.teams import TEAM, clause_start, last_side, next_side, own_side, sides_in
from kg.facts.model import Participant

_LED_BY = re.compile(
    rf"\b(?:led|headed|chaired|fronted|captained)\s(?:now\s|then\s|jointly\s|by "
    rf"turns\s)?(?:by|there by)\s"
    rf"|\b(?:is|was|are|were)\sunder\s(?=(?:[A-Z]\w+\s){{0,3}}<[NT])"
    rf"|\b{TEAM}\s(?:\w+\s){{0,2}}?(?:is\s|was\s)?under\s(?:the\s(?:leadership|"
    rf"command|direction)\sof\s)?(?=<[NT]|[A-Z])"
    rf"|\b(?:whose|its|the)\s(?:head|leader|chief)(?:\sof\s(?:them|our\sdelegation|"
    rf"the\s{TEAM}))?\s(?:is|was)\s"
    rf"|\bhead\sof\s(?:our|the|its|their)\s(?:<[JA]\d+>\s)?(?:delegation|team)"
    rf"\s(?:is|was)\s|\b(?:one|that of [^,;]{{0,20}})\sby\s"
)
_GAP = re.compile(
    r"\b(?:that|those|one|ones)\b[^;]{0,40}\bby\s|,\s(?:the\s)?<[AJ]\d+>(?:'s)"
    r"?(?:\s(?:one|team|side))?\sby\s|\bwhile\s[^;]{0,40}\s(?:-|—|–)\sby\s"
)
_REPRESENTED = re.compile(r"\brepresented\s(?:\w+\s){0,3}?by\s")
_MEMBERS = re.compile(
    r"\b(?:also\s)?(?:includ(?:es|ed|ing)|compris(?:es|ed|ing)|consist(?:s|ed|ing)"
    r"\sof|made\sup\sof|composed\sof)\s"
    r"|\b[Ww]ith\s(?:him|her|them|\w+)?\s?(?:,[^,]{0,40},\s)?(?:are|is|were|was|came|"
    r"sat|went|travel\w+)\s"
    r"|\b(?:accompanied|joined|flanked|assisted|supported)\sby\s|\b(?:alongside|"
    r"along with|together with|as well as|among them:?)\s"
    r"|\b(?:[Tt]he\s)?(?:[Oo]ther|remaining)s?(?:\s(?:team\s|delegation\s)"
    r"?(?:members|delegates|negotiators))?\s(?:are|were|is|include[sd]?|:)\s?"
    r"|\b(?:[Mm]embers|[Tt]eam|[Dd]elegation):\s|\b(?:new\s(?:people|members|faces)"
    r"\sin\sit)[^<]{0,30}|\bnext\sto\shim\s|\bwith\s(?=(?:the\s|<T|<N|[A-Z]))|\bfour "
    r"women among them:\s"
)
_INVERSE = re.compile(
    r"^(?:,)?\s(?:[\w']+\s){0,2}?(?:who\s|and\s)?(?:(?:has|had|have|is|was|were|are|"
    r"will|would|be|been|also|then|again|now|still|to|jointly|who|once|both|did)\s)"
    r"{0,4}"
    r"(?P<verb>led|leads?|leading|headed|heads?|heading|chaired|fronted|commands|"
    r"coordinates|directs|took over as heads?|spoke for|speaks for|represent(?:s|ed|"
    r"ing)|sat for|negotiat(?:es|ed) for|appeared for|led for)\b\s?(?P<rest>[^.;]{0,"
    r"110})"
)
_NOT = re.compile(r"\b(?:not|never|no longer|n't|denied|denies|without|false)\b", re.I)
_ABSENT = re.compile(
    r"^(?:,\s[^,]{0,60},)?,?\s(?:who\s)?(?:has not come|did not (?:travel|come|"
    r"attend|take part)|is absent|was absent|is not in\b|was not (?:in the room|"
    r"there|present|at)"
    r"|were not|wasn't there|stayed away|had not come|is still in|has not joined|not at the table)",
    re.I,
)
_PRESENT = re.compile(
    r"^(?:,)?\s(?:(?:and|who|also|had|has|have|was|were|is|are|both|again|then|later|"
    r"himself|will|would|to|briefly|first|jointly|himself)\s){0,4}"
    r"(?:met|meets|meet|attended|attend|attends|took part|takes part|participat\w+|"
    r"present|joined|join|sat\b|sits\b|opened|hosted|chaired|co-chaired|mediat\w+|"
    r"facilitat\w+|presided"
    r"|held|holds|negotiat\w+|arrived|travell?ed|took the chair|observed|signed|put "
    r"(?:his|her|their)|convene[sd]?|shook hands|came|come|flew|looking on|led|saw\b|"
    r"read\b|welcomed|co-mediat\w+|agreed|in charge|moderat\w+|shuttled|resumed|"
    r"begin|began|initial\w+|inked|stay\b|stayed\b)"
)
_TWO_ENVOYS = re.compile(
    r"(?P<a><[JA]\d+>)(?:'s)?\sand\s(?:the\s)?(?P<b><[JA]\d+>)(?:'s)?\s(?:[a-z]+\s)"
    r"{0,2}(?P<w>envoys|ministers|negotiators|leaders|presidents|delegates|"
    r"ambassadors|representatives|commanders|chiefs|<T\d+>),?\s"
    r"(?:<T\d+>\s)?(?:[A-Z][\w.]*\s){0,3}(?P<n><N\d+>)\sand\s(?:<T\d+>\s)"
    r"?(?:[A-Z][\w.]*\s){0,3}(?P<m><N\d+>)"
    r"|(?P<w2>[Rr]epresentatives|[Ee]nvoys|[Nn]egotiators|[Ll]eaders|[Dd]elegations|"
    r"<T\d+>)\s(?:of|from|for)\s(?:the\s)?(?P<a2><[AP]\d+>)\sand\s(?:of\s)?(?:the\s)"
    r"?(?P<b2><[AP]\d+>),\s"
    r"(?:<T\d+>\s)?(?:[A-Z][\w.]*\s){0,3}(?P<n2><N\d+>)\sand\s(?:<T\d+>\s)"
    r"?(?:[A-Z][\w.]*\s){0,3}(?P<m2><N\d+>)"
)
_EACH = re.compile(
    r"(?P<t><T\d+>),\s(?P<n><N\d+>),?\sand\s(?:of\s)?(?:the\s)?(?P<b><A\d+>)(?:'s)?,\s(?P<m><N\d+>)"
)
_PAIRED = re.compile(
    r"<T(?P<t>\d+)>(?P<mid>(?:\s(?:of|from|for)\s(?:the\s)?)?)(?:(?P<a><[AP]\d+>)"
    r"\sand\s(?:the\s)?(?P<b><[AP]\d+>))?,?\s(?P<n><N\d+>)\sand\s(?P<m><N\d+>)(?:,"
    r"\srespectively)?"
)
_FOR = re.compile(
    r"^,?\s(?:for|from|of|representing)\s(?:the\s)?(?P<s><[AP]\d+>)|^\s\((?:for\s)"
    r"?(?P<p><[AP]\d+>)\)|^,\sfor\s(?:the\s)?(?P<q><[AP]\d+>)"
)
_DELEGATE = re.compile(
    r"\b(?:delegates?|negotiators?|member of the (?:[\w']+\s){0,3}(?:delegation|team|"
    r"panel)|representative)\b",
    re.I,
)
_SIGNED = re.compile(r"\b(?:signed|initialled|initialed|inked)\b[^.;]{0,90}?\bby\s")
_SIGN_VERB = re.compile(
    r"^(?:,)?\s(?:(?:have|had|has|then|both|also)\s)?(?:signed|put their names|"
    r"initialled|initialed|inked|signing)\b"
)


_INLINE = re.compile(
    r"(?:^|[.;]\s|\b)(?:[Ff]or|[Ff]rom)\s(?:the\s)?(?P<a><[AJP]\d+>)(?:\s\([^()]{0,40}\))?:\s"
    r"|(?P<b><[AJ]\d+>)(?:'s)?\s(?:delegation|team|side|panel)(?:,\s[^:;.<]{0,60})?:\s"
    r"|^\W{0,4}(?P<c><[AJP]\d+>)(?:\s\([^()]{0,40}\))?:\s"
)
_SENT = re.compile(
    r"(?P<s><[AP]\d+>)(?:\s\(<A\d+>\))?,?\s(?:(?:has|had|have|was|is|will|to|be|"
    r"itself|were)\s){0,3}"
    r"(?:sent|sends|dispatched|sending|represented(?:\s[\w<>]+)?\sby|through|in the "
    r"person of|is there in the person of)\s"
    r"(?:the\s|its\s|a\s|an\s|by\s)?(?:<[JA]\d+>\s)?(?:<T\d+>,?\s)?(?:[A-Z][\w.'’]*\s){0,4}(?=<N)",
    re.ASCII,
)
_ENVOY = re.compile(
    r"\b(?:envoy|special representative|mediator|facilitator|high representative|"
    r"co-chair|coordinator|co-ordinator)\b",
    re.I,
)
_ELSEWHERE = re.compile(
    r"^,?\s(?:who\s)?(?:is not|was not|stayed|remained|flew|spoke by|telephoned|is "
    r"expected in (?!<P))"
)


_STRONG = re.compile(
    r"\b(?:took the chair|in the chair|presided|chaired|sat in|took part|taking part|"
    r"attended|was present|were present|as a witness|facilitat\w+|mediat\w+|as (?:a )"
    r"?facilitator|looked? on|at the table|in the room)\b"
)
_WITH_HIM = re.compile(r"(?:is|are|was|were|came|sat)\swith\s(?:him|her|them)\b")


class Collector:
    """Goes through the text with the side and the person last spoken of."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.side = ""
        self.sides: dict[str, str] = {}
        self.found: list[Presence] = []

    def run(self) -> list[Presence]:
        for item in roster(self.reading):
            self._keep(item)
        done = {p.sentence.index for p in self.found}
        for sentence in self.reading.sentences:
            if sentence.index in done:
                continue
            before = self.side
            self._sentence(sentence)
            self.side = (
                last_side(self.reading, sentence, 0, len(sentence.shape.text))
                or self.side
                or before
            )
        return self.found

    def _keep(self, item: Presence) -> None:
        person = item.entry.person
        if person is not None and item.side:
            self.sides.setdefault(person.key, item.side)
        self.found.append(item)

    def _sentence(self, sentence: Sentence) -> None:
        seen: set[str] = set()
        for items in (
            self._led_by(sentence),
            self._represented(sentence),
            self._inverse(sentence),
            self._members(sentence),
            self._with_him(sentence),
            self._co_chairs(sentence),
            self._post_of_each(sentence),
            self._two_envoys(sentence),
            self._paired(sentence),
            self._inline(sentence),
            self._sent(sentence),
            self._envoys(sentence),
            self._delegates(sentence),
            self._signed(sentence),
            self._present(sentence),
        ):
            for item in items:
                key = item.entry.person.key if item.entry.person else " ".join(item.entry.posts)
                if (key, item.entry.start) in seen or (key in seen and item.entry.person):
                    continue
                seen.add(key)
                self._keep(item)

    def _side_of(self, entry: Entry, default: str = "") -> str:
        """What the words beside the name say, else what is known of the person, else the default."""
        if entry.side is not None and (key := side_key(self.reading, entry.side)):
            return key
        if entry.post_key:
            return self.reading.alias.get(entry.post_key, entry.post_key)
        if entry.person is not None and entry.person.key in self.sides:
            return self.sides[entry.person.key]
        return default

    def _led_by(self, sentence: Sentence) -> Iterator[Presence]:
        text = sentence.shape.text
        matches = list(_LED_BY.finditer(text))
        for index, match in enumerate(matches):
            high = matches[index + 1].start() if index + 1 < len(matches) else len(text)
            start = clause_start(text, match.start())
            side = last_side(self.reading, sentence, start, match.end()) or self.side
            if not side or _NOT.search(text[max(start, match.start() - 14) : match.start()]):
                continue
            yield from self._heads(
                sentence, match.end(), high, side, self._from(sentence, start, match.start())
            )

    def _from(self, sentence: Sentence, low: int, at: int) -> int:
        found = [a for a, _ in sides_in(sentence, low, at)]
        return found[-1] if found else max(low, at - 40)

    def _heads(
        self, sentence: Sentence, low: int, high: int, side: str, start: int
    ) -> Iterator[Presence]:
        text = sentence.shape.text
        gap = _GAP.search(text, low, high)
        entries = names_from(sentence, low, high)
        if not entries or entries[0].start - low > 60:
            return
        end = low
        for number, entry in enumerate(entries):
            joined = re.fullmatch(
                r",?\sand\s(?:the\s|a\s|by\s|his\s)?(?:[A-Z][\w.]*\s){0,3}", text[end : entry.start]
            )
            if number and not joined:
                break
            if number and gap and gap.start() < entry.start:
                break
            yield Presence(sentence, entry, side, ["head"], start, entry.end)
            end = entry.end

    def _represented(self, sentence: Sentence) -> Iterator[Presence]:
        text = sentence.shape.text
        for match in _REPRESENTED.finditer(text):
            start = clause_start(text, match.start())
            side = last_side(self.reading, sentence, start, match.start())
            for entry in names_from(sentence, match.end(), len(text)):
                other = re.search(
                    r"(?P<s><[AP]\d+>)\s(?:was\s|is\s)?(?:represented\s)?by\s[^,;]{0,60}$",
                    text[match.end() : entry.start],
                )
                if other:
                    side = side_key(self.reading, sentence.shape.mention(other["s"])) or side
                if side:
                    yield Presence(
                        sentence, entry, side, self._represented_role(side), start, entry.end
                    )

    def _represented_role(self, side: str) -> list[str]:
        book = self.reading.book
        return ["member"] if book and side in book.party_keys else []

    def _inverse(self, sentence: Sentence) -> Iterator[Presence]:
        text = sentence.shape.text
        entries = names_from(sentence, 0, len(text))
        for number, entry in enumerate(entries):
            rest = text[entry.end :]
            match = _INVERSE.match(rest)
            if not match or not self._leads_team(match["rest"], match["verb"]):
                continue
            span = entry.end + match.start("rest")
            side = self._inverse_side(
                sentence, entry, span, span + len(match["rest"]), match["rest"]
            )
            denied = bool(_NOT.search(rest[: match.start("verb")]))
            role = "spokesperson" if match["verb"].startswith(("spoke", "speaks")) else "head"
            role = "member" if match["verb"].startswith(("represent", "sat", "appear")) else role
            end = entry.end + match.end("verb") + min(40, len(match["rest"]))
            end = _stop(text, end)
            if side:
                yield Presence(sentence, entry, side, [role], entry.start, end, denied)
            yield from self._joint(sentence, entries, number, role, end, match["rest"])

    def _joint(
        self, sentence: Sentence, entries: list[Entry], number: int, role: str, end: int, rest: str
    ) -> Iterator[Presence]:
        """ "A and B led their sides": the first of the two as well."""
        if number == 0:
            return
        first, second = entries[number - 1], entries[number]
        between = sentence.shape.text[first.end : second.start]
        if (
            re.match(r"^,?\sand\s", between)
            and (own_side(rest) or role == "head")
            and len(between) < 60
        ):
            side = self._side_of(first) or self._other(self._side_of(second))
            if "counterpart" in between and not second.posts:
                second.posts = list(first.posts)
            if side:
                yield Presence(sentence, first, side, [role], first.start, end)

    def _other(self, side: str) -> str:
        """The one other party of talks between two."""
        keys = self.reading.book.party_keys if self.reading.book else []
        return next((k for k in keys if k != side), "") if len(keys) == 2 and side in keys else ""

    def _leads_team(self, rest: str, verb: str) -> bool:
        if (
            verb.startswith(("spoke", "speaks", "sat", "appear", "negotiat", "took over"))
            or verb == "led for"
        ):
            return True
        return bool(
            re.match(
                rf"^(?:(?:the|a|its|his|their|our|an)\s)?(?:own\s)?(?:[\w-]+\s){{0,"
                rf"3}}?(?:<[AJP]\d+>(?:'s)?\s?)?(?:[\w-]+\s){{0,2}}?{TEAM}\b",
                rest,
            )
            or re.match(
                r"^(?:the\s)?<A\d+>(?!'s\s(?:ministry|office|embassy))|^for\s(?:the\s)?<[AP]\d+>|^(?:their|our|its|his)\s(?:experts|side|team|delegation)|^(?:it|ours|theirs|them)\b",
                rest,
            )
        )

    def _inverse_side(
        self, sentence: Sentence, entry: Entry, low: int, high: int, rest: str
    ) -> str:
        named = re.match(r"^(?:the\s|for\s(?:the\s)?)?(?P<s><[AP]\d+>)", rest)
        if named:
            return side_key(self.reading, sentence.shape.mention(named["s"]))
        return next_side(self.reading, sentence, low, high) or self._side_of(entry, self.side)

    def _members(self, sentence: Sentence) -> Iterator[Presence]:
        text = sentence.shape.text
        for match in _MEMBERS.finditer(text):
            if not self._team_context(sentence, match):
                continue
            start = clause_start(text, match.start())
            side = (
                last_side(self.reading, sentence, start, match.start())
                or self._nearest_side(sentence, match.start())
                or self.side
            )
            high = _region_end(text, match.end())
            if not side:
                continue
            for entry in names_from(sentence, match.end(), high):
                own = side_key(self.reading, entry.side) if entry.side else ""
                own = own or last_side(self.reading, sentence, match.end(), entry.start)
                yield Presence(sentence, entry, own or side, ["member"], entry.start, entry.end)
            yield from _unnamed(sentence, match.end(), high, side)

    def _nearest_side(self, sentence: Sentence, at: int) -> str:
        """Side of the person named last before an offset."""
        before = [e for e in names_from(sentence, 0, at) if e.end <= at + 2]
        return self._side_of(before[-1]) if before else ""

    def _team_context(self, sentence: Sentence, match: re.Match[str]) -> bool:
        text = sentence.shape.text
        word = match.group().strip().lower()
        lead = text[: match.start()]
        if (
            re.match(r"with\s(?:him|her|them)", word)
            or "other" in word
            or "remaining" in word
            or "next to" in word
            or "new " in word
        ):
            return bool(self.side)
        if word == "with":
            return bool(
                _LED_BY.search(lead) or re.search(r"\b(?:led|headed|chair)\b", lead)
            ) and bool(re.match(r"\s?(?:the\s)?(?:<[TN]\d+>)", text[match.end() - 1 :]))
        return bool(
            re.search(rf"(?i:\b{TEAM}\b)|\bIt\s(?:also\s)?$|\b(?:led|headed)\b|<N\d+>,?\s?$", lead)
        )

    def _with_him(self, sentence: Sentence) -> Iterator[Presence]:
        """ "NAME, post, and NAME, post, are with him"."""
        text = sentence.shape.text
        match = _WITH_HIM.search(text)
        if match is None:
            return
        start = max(text.rfind(";", 0, match.start()), text.rfind(". ", 0, match.start())) + 1
        side = last_side(self.reading, sentence, 0, match.start()) or self.side
        for entry in names_from(sentence, start, match.start()):
            if side:
                yield Presence(sentence, entry, side, ["member"], entry.start, entry.end)

    def _co_chairs(self, sentence: Sentence) -> Iterator[Presence]:
        """ "The Co-Chairs of the Group (NAME of A, NAME of B, and NAME of C)"."""
        text = sentence.shape.text
        match = re.search(
            r"\b(?:[Cc]o-[Cc]hairs|[Mm]ediators|[Oo]bservers|[Ee]nvoys)[^.;(]{0,60}\s?[(:]\s?", text
        )
        if match is None:
            return
        for entry in names_from(sentence, match.end(), len(text)):
            found = re.match(r"^\s(?:of|from)\s(?:the\s)?(?P<s><A\d+>)", text[entry.end :])
            key = side_key(self.reading, entry.side) if entry.side else ""
            if found:
                key = side_key(self.reading, sentence.shape.mention(found["s"]))
            if key:
                yield Presence(sentence, entry, key, [], entry.start, entry.end)

    def _inline(self, sentence: Sentence) -> Iterator[Presence]:
        """ "For Israel: NAME, post; NAME, post", "Iranian team: NAME, post"."""
        text = sentence.shape.text
        matches = list(_INLINE.finditer(text))
        for index, match in enumerate(matches):
            high = matches[index + 1].start() if index + 1 < len(matches) else len(text)
            side = side_key(
                self.reading, sentence.shape.mention(next(v for v in match.groups() if v))
            )
            if not side or not re.match(
                r"(?:its\s|the\s)?(?:<T\d+>,?\s)?(?:[A-Z][\w.'’]*\s){0,4}(?:<N|<T)",
                text[match.end() :],
            ):
                continue
            for entry in names_from(sentence, match.end(), high):
                leads = re.match(
                    r"^,?\s(?:who\sleads|as head|in charge|at the head)", text[entry.end :]
                )
                yield Presence(
                    sentence, entry, side, ["head"] if leads else [], match.start(), entry.end
                )

    def _sent(self, sentence: Sentence) -> Iterator[Presence]:
        """ "The Army sent General NAME"; "for the UN comes Mr NAME"; "the UN through its envoy, NAME"."""
        text = sentence.shape.text
        for match in _SENT.finditer(text):
            side = side_key(self.reading, sentence.shape.mention(match["s"]))
            for entry in names_from(sentence, match.end() - 6, min(len(text), match.end() + 60))[
                :1
            ]:
                if side and entry.start <= match.end() + 2:
                    yield Presence(sentence, entry, side, [], match.start(), entry.end)

    def _envoys(self, sentence: Sentence) -> Iterator[Presence]:
        """An envoy or mediator of someone who helps; a spokesperson of a delegation."""
        text = sentence.shape.text
        for entry in names_from(sentence, 0, len(text)):
            side = self._side_of(entry)
            posts = " ".join(
                sentence.shape.mention(s).text
                for s in re.findall(r"<T\d+>", text[entry.start : entry.end])
            )
            near = text[max(0, entry.start - 40) : entry.end + 30]
            team = re.search(
                r"<[AJ]\d+>(?:'s)?\s(?:delegation|team|side)(?:'s)?\s<T\d+>|(?:delegation|team)'s\s<T\d+>",
                near,
            )
            inner = re.search(
                r"(?:delegation|team)(?:'s|’s)? spokes|spokes\w+ (?:of|for) the [\w ]{0,20}(?:delegation|team)",
                posts,
            )
            if (team or inner) and "spokes" in posts.lower():
                owner = re.search(r"<[AJ]\d+>", team.group()) if team else None
                key = (
                    side_key(self.reading, sentence.shape.mention(owner.group())) if owner else side
                )
                entry.posts = [re.sub(r"^.*(?=spokes)", "", p) for p in entry.posts]
                if key:
                    yield Presence(sentence, entry, key, ["spokesperson"], entry.start, entry.end)
            elif (
                side
                and _ENVOY.search(posts)
                and self._helps(side)
                and not _ELSEWHERE.match(text[entry.end :])
            ):
                yield Presence(sentence, entry, side, [], entry.start, entry.end)

    def _helps(self, side: str) -> bool:
        return self.reading.book is not None and side in self.reading.book.third_keys

    def _paired(self, sentence: Sentence) -> Iterator[Presence]:
        shape = sentence.shape
        for match in _PAIRED.finditer(shape.text):
            post = shape.mention(f"<T{match['t']}>")
            sides = self._pair_sides(sentence, match, post.text)
            if not sides:
                continue
            for sign, side in zip((match["n"], match["m"]), sides, strict=True):
                entry = describe(sentence, int(sign[2:-1]))
                entry.posts = [_singular(post.text)] if _singular(post.text) else entry.posts
                entry.roles = (
                    ["head"] if re.search(r"\bheads?\b.*delegation", post.text) else entry.roles
                )
                yield Presence(sentence, entry, side, [], match.start(), match.end())

    def _two_envoys(self, sentence: Sentence) -> Iterator[Presence]:
        """ "the Irish and the Norwegian envoys, A and B": one name each, in order."""
        shape = sentence.shape
        for match in _TWO_ENVOYS.finditer(shape.text):
            tail = "2" if match["a2"] else ""
            for owner, name in (("a", "n"), ("b", "m")):
                side = side_key(self.reading, shape.mention(match[owner + tail]))
                entry = describe(sentence, int(match[name + tail][2:-1]))
                word = match["w" + tail]
                text = shape.mention(word).text if word.startswith("<") else word
                entry.posts = entry.posts or [_singular(text)]
                if side:
                    yield Presence(
                        sentence,
                        entry,
                        side,
                        ["envoy"] if "nvoy" in text else [],
                        match.start(),
                        match.end(),
                    )

    def _post_of_each(self, sentence: Sentence) -> Iterator[Presence]:
        """ "the Foreign Ministers of A, NAME, and of B, NAME"."""
        shape = sentence.shape
        for match in _EACH.finditer(shape.text):
            post = shape.mention(match["t"])
            sides = (post.key, side_key(self.reading, shape.mention(match["b"])))
            for sign, side in zip((match["n"], match["m"]), sides, strict=True):
                entry = describe(sentence, int(sign[2:-1]))
                entry.posts = [_singular(post.text)]
                if side:
                    yield Presence(sentence, entry, side, [], match.start(), match.end())

    def _pair_sides(self, sentence: Sentence, match: re.Match[str], post: str) -> list[str]:
        shape = sentence.shape
        if match["a"]:
            keys = [side_key(self.reading, shape.mention(match[g])) for g in ("a", "b")]
            return keys if all(keys) else []
        return keys_in_post(self.reading, post)

    def _delegates(self, sentence: Sentence) -> Iterator[Presence]:
        text = sentence.shape.text
        for entry in names_from(sentence, 0, len(text)):
            near = " ".join(
                sentence.shape.mention(s).text
                for s in re.findall(r"<T\d+>", text[entry.start : entry.end])
            )
            loose = re.match(
                r"^,?\s(?:an?|one of (?:its|the|their))\s(?:<[AJ]\d+>\s)?(?:\w+\s){0,2}(?:delegates?|negotiators?)\b",
                text[entry.end :],
            )
            if not (_DELEGATE.search(near) or loose):
                continue
            side = self._side_of(entry)
            if not side and (found := re.search(r"<[AJ]\d+>", text[entry.end : entry.end + 60])):
                side = side_key(self.reading, sentence.shape.mention(found.group()))
            book = self.reading.book
            if side and book and side in book.party_keys:
                entry.posts = [p for p in entry.posts if not _DELEGATE.search(p)]
                yield Presence(
                    sentence, entry, side, [] if entry.roles else ["member"], entry.start, entry.end
                )

    def _signed(self, sentence: Sentence) -> Iterator[Presence]:
        text = sentence.shape.text
        for match in _SIGNED.finditer(text):
            for entry in names_from(sentence, match.end(), len(text)):
                side = self._side_after(sentence, entry)
                if side:
                    yield Presence(sentence, entry, side, ["signatory"], entry.start, entry.end)
        entries = names_from(sentence, 0, len(text))
        for number, entry in enumerate(entries):
            if _SIGN_VERB.match(text[entry.end :]):
                for signer in entries[max(0, number - 1) : number + 1]:
                    side = self._side_after(sentence, signer)
                    if side:
                        yield Presence(
                            sentence,
                            signer,
                            side,
                            ["signatory"],
                            signer.start,
                            _stop(text, entry.end + 30),
                        )

    def _side_after(self, sentence: Sentence, entry: Entry) -> str:
        found = _FOR.match(sentence.shape.text[entry.end :])
        if found:
            sign = found["s"] or found["p"] or found["q"]
            key = side_key(self.reading, sentence.shape.mention(sign))
            if key:
                return key
        return self._side_of(entry)

    def _present(self, sentence: Sentence) -> Iterator[Presence]:
        text = sentence.shape.text
        talks = bool(TALK_WORD.search(text) or _STRONG.search(text)) or any(
            m.kind is Kind.PLACE for m in sentence.mentions
        )
        entries = names_from(sentence, 0, len(text))
        for number, entry in enumerate(entries):
            rest = text[entry.end :]
            absent = bool(_ABSENT.match(rest))
            side = self._side_after(sentence, entry)
            if (
                not side
                and number == 0
                and re.match(
                    r"^,?\s(?:also\s|then\s)?(?:came|joined|went|sat|was|were)\b[^.;]{0,20}\b(?:with (?:him|her|them)|the team|the delegation)",
                    rest,
                )
            ):
                side = self.side
            explicit = _FOR.match(rest)
            if (
                explicit
                and explicit.group().lstrip(", ").startswith(("for", "("))
                and side
                and self._in_talks(side)
                and not absent
            ):
                roles = (
                    ["head"]
                    if re.search(r"\bled for\b|\bheads? of delegation|\bled\b", text)
                    else []
                )
                yield Presence(
                    sentence, entry, side, roles, entry.start, entry.end + explicit.end()
                )
                continue
            if not side or not self._plausible(side):
                continue
            if absent or (talks and self._is_present(text, entries, number)):
                yield Presence(
                    sentence, entry, side, [], entry.start, _stop(text, entry.end + 25), absent
                )

    def _is_present(self, text: str, entries: list[Entry], number: int) -> bool:
        entry = entries[number]
        if _PRESENT.match(text[entry.end :]) and not re.match(
            r"^\s(?:told|said)\b", text[entry.end :]
        ):
            return True
        if number + 1 < len(entries):
            between = text[entry.end : entries[number + 1].start]
            if re.fullmatch(r",?(?:\sand|,|;)\s(?:[\w<>']+\s){0,4}", between):
                return self._is_present(text, entries, number + 1)
        return bool(
            re.search(
                r"\b(?:met|meeting|talks|negotiations|encounter|dialogue|held talks)\s(?:[\w]+\s){0,3}?(?:with|between)\s[^.;]{0,80}$",
                text[: entry.start],
            )
        )

    def _in_talks(self, side: str) -> bool:
        return self.reading.book is not None and side in self.reading.book.party_keys

    def _plausible(self, side: str) -> bool:
        """A side of the talks, or one that the text shows helping."""
        book = self.reading.book
        if book is None:
            return False
        return side in book.party_keys or side in book.third_keys


def _unnamed(sentence: Sentence, low: int, high: int, side: str) -> Iterator[Presence]:
    """ "a representative from the Ministry", one by one, never a crowd."""
    text = sentence.shape.text
    for match in re.finditer(
        r"(?:^|[\s,])(?:an?|one)\s(?:<[AJ]\d+>\s)?(?P<t><T\d+>)(?!\s(?:<N|[A-Z]))(?!,?\s(?:named\s)?<N)",
        text[low:high],
    ):
        post = sentence.shape.mention(match["t"])
        if re.search(r"\b(?:former|brother)\b", post.text) or re.search(
            r"<N\d+>,?\s(?:[—–]\s)?$|[—–]\s$", text[: low + match.start("t") - 2]
        ):
            continue
        entry = Entry(None, [post.text], start=low + match.start(), end=low + match.end())
        source = re.search(r"\b(?:from|of)\s(?:the\s)?(?P<org>.+)$", post.text)
        entry.organisation = source["org"] if source else None
        yield Presence(sentence, entry, side, ["member"], entry.start, entry.end)


def _region_end(text: str, at: int) -> int:
    cut = re.search(
        r"\.\s|;\s(?=<A|the\s<J)|\bexpected to\b|,\swhile\b|\bsaid\b|\btold\b", text[at:]
    )
    return at + cut.start() if cut else len(text)


def _stop(text: str, at: int) -> int:
    """Not inside a sign or a word."""
    at = min(at, len(text))
    while at < len(text) and (text[at].isalnum() or text[at] in "<>'’-"):
        at += 1
    return at


def _singular(post: str) -> str:
    head = re.sub(r"\s(?:of|from|for)\s.*$", "", post)
    head = re.sub(
        r"(minister|president|envoy|chief|head|leader|director|secretary|negotiator|ambassador|commander)s\b",
        r"\1",
        head,
    )
    head = head.replace("secretaries", "secretary")
    return head


def find(reading: Reading) -> list[Participant]:
    merged: dict[tuple[object, ...], Participant] = {}
    for item in Collector(reading).run():
        fact = as_fact(reading, item)
        person = item.entry.person
        who = person.key if person else (item.sentence.index, item.entry.start)
        key = (fact.round, fact.for_, who)
        known = merged.get(key)
        if known is None:
            merged[key] = fact
        else:
            _join(known, fact)
    return list(merged.values())


def _join(known: Participant, other: Participant) -> None:
    roles = list(dict.fromkeys([*known.roles, *other.roles]))
    if len(roles) > 1:
        roles = [r for r in roles if r.value != "member"]
    known.roles = roles
    known.posts = known.posts or other.posts
    known.organisation = known.organisation or other.organisation
    if other.evidence[0] not in known.evidence and len(known.evidence) < 3:
        known.evidence = [*known.evidence, other.evidence[0]]
    known.inferred = list(dict.fromkeys([*known.inferred, *other.inferred]))
