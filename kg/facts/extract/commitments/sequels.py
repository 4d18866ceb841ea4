"""How a text says what became of a promise: kept, not kept, lapsed, broken, denied."""

from __future__ import annotations

import re

from kg.facts.extract.rulebook import rulebook

_W = rulebook("commitments").words
_OF = rf"(?:the|a|an|its|their|that|this|her|his|our|every|all|those|these)?\s?(?:[\w<>'-]+\s){{0,5}}?(?:{_W['PAPER']}|{_W['OWED']})"
_BE = r"(?:is|are|was|were|has been|have been|had been)"
KEPT = re.compile(
    rf"\bwas to be (?:completed|done|carried out|implemented)\b[^.;]{{0,30}}\band (?:duly )?was\b"
    rf"|\b(?:kept|keeps|honou?red|fulfilled|made good on|delivered on|lived up to|stuck to|stood by|met) (?P<its>its|their|his|her|that|the|this) (?:own )?(?:side|part|end|{_W['OWED']})(?: of the (?:bargain|deal|agreement|accord))?"
    rf"|\b(?:{_BE}\s(?:duly\s|since\s|then\s|now\s|fully\s)*)?(?:completed|carried out|fulfilled|honou?red|implemented(?: in full)?|put into effect|put into practice)\b(?:\son\s<D\d+>)?"
    r"|\bto be (?:completed|done|carried out|implemented)\b[^.;]{0,30}\band (?:duly )?was\b"
    rf"|\b(?:{_W['OWED']})\s{_BE}\s(?:duly\s|since\s)?kept\b|\b(?:it|they|he|she|both) (?:duly |then |since )?(?:did|has done|have done|had done) so\b"
    r"|^It ha(?:s|d)(?=,\s(?:says|said|according to|insists))"
    r"|\bdid meet\b|\b(?:line|hotline|telephone|centre|center|mechanism|commission) (?:now )?works\b|\b(?:working|working well|in operation|staffed|open) since\s<D"
    r"|,\s(?P<as>(?:thus\s|thereby\s|so\s)?(?:fulfilling|honou?ring|keeping|meeting|carrying out)\s(?:its|their|a|the|his)\s(?:[a-z]+\s){0,3}(?:promise|pledge|commitment|undertaking|obligation|word|part of the (?:deal|bargain|agreement|accord))s?\b|(?:just )?as\s(?:it\s|they\s|he\s|she\s|both\s(?:sides\s|parties\s)?|the\s(?:two\s)?(?:sides|parties|two)\s|<A\d+>\s)?(?:(?:had|was|were|has|have)\s)?(?:been\s)?(?:agreed|promised|undertaken|pledged|planned under|foreseen|stipulated|required|committed)\b)"
    r"|\b(?P<under>(?:in line with|in accordance with|in keeping with|pursuant to|in fulfilment of|under the terms of)\s(?:its|their|the)\s(?:[\w<>'-]+\s){0,4}?(?:accord|agreement|deal|commitments?|promises?|pledges?|undertakings?|truce|memorandum))"
    r"|(?<!be\s)(?<!to\s)\b(?P<deal>(?:freed|released|exchanged|swapped|traded|handed (?:over|back)|withdrew|pulled (?:out|back)|lifted|reopened|opened|returned|delivered)\b[^.;]{2,80}?"
    r"(?:\sunder\s(?:the|a|an|its|their)\s(?:[\w<>'-]+\s){0,4}?(?:accord|agreement|deal|truce|memorandum|cease-?fire)|\s(?:(?:that|which)\s)?(?:it|they|he|she)\s(?:had\s|has\s)?(?:promised|agreed|pledged|undertaken|undertook|vowed)(?:\sto\s[a-z]+)?))\b",
    re.I,
)
UNKEPT = re.compile(
    r"\b(?:which\s|that\s)?(?:was|were|has|have|had|did|is|are)\s?(?:not|never|n't|yet to)\s(?:yet\s)?(?:been\s|be\s)?(?:observed|honou?red|implemented|carried out|kept|respected|fulfilled|happened|opened|done|met|materiali[sz]ed|taken place|begun|exist|happen|materiali[sz]e|survived?|released|withdrawn|delivered)\b"
    r"|\b(?:not (?:one|a single)|no)\s(?!date|time\b|venue|decision|details?\b|deal\b|agreement)[^.;,]{3,40}\s(?:has|have|had) (?:yet\s)?(?:opened|been|crossed|arrived|left|gone|come|reached|returned)\b"
    r"|\b(?:it|they|he|she|both|neither) never did\b|\bha(?:s|ve|d) (?:yet|still) to do (?:so|it)\b|\b(?:^It|^They|^Neither) (?:did not|did)(?=[.,;]|$)|\bdid not do (?:so|it)\b|\bha(?:s|ve|d) not done (?:so|it)\b|\bnever happened\b|\bdid not (?:take place|happen|come about)\b"
    r"|\b[Ii]t ha(?:s|d) not(?=[,.]|\sand\b|$)"
    r"|\bremain(?:s|ed)?\s(?:unfulfilled|unkept|a dead letter|on paper|unimplemented)\b|\bnothing (?:has )?(?:came|come) of (?:it|that|this)\b|\bdoes not exist\b|\bdid not survive\b|\bstill (?:unkept|waiting|not)\b"
    r"|\bdeadlines?\s(?:has\s|have\s)?(?:passed|expired|slipped|came and went)\b|\b(?:has|have) passed\b[^.;]{0,20}\b(?:also|too|without)\b",
    re.I,
)
YET = re.compile(
    r"\b(?:never|did not|ha(?:s|ve|d) not(?: yet)?|failed to)\s(?:carr(?:y|ied) out|fulfil(?:led)?|implement(?:ed)?|deliver(?:ed)?|make|made|complete[d]?|begin|begun|began|start(?:ed)?)\s(?:the|its|their|any of the)\s[^.;,]{3,50}?\s(?:(?:it|they|he|both(?: sides)?)\s(?:had\s|has\s|have\s)?(?:promised|agreed|pledged|undertaken|undertook)|(?:promised|agreed|pledged)\s(?:in|at|on|last|under)\b)"
    r"|\b(?:ha(?:s|ve|d) (?:yet|still) to|fail(?:s|ed) to|did not|ha(?:s|ve|d) (?:still )?not(?: yet)?|never)\s(?P<what>[a-z]+[^.;,]{3,80}),?\s(?P<as>(?:even though|although|though|despite|as)\s(?:its\s|it\s|they\s|he\s|had\s|was\s|the\s)*(?:agreed|promised?|undertook|undertaken|pledged?|committed|commitments?|promises|pledges|vowed))\b"
)
LAPSED = re.compile(
    r"\b(?:[Ii]t|[Tt]he (?:[\w-]+\s){0,2}(?:truce|cease-?fire|lull|pause|armistice))\s(?:has\s|had\s|then\s)?(?:lapsed|expired|ran out)\b[^.;,]{0,40}|"
    r"\b(?:[Ii]t\s)?(?:lapsed|expired|ran out)\b[^.;]{0,40}\b(?:not|without being|never)\s(?:\w+\s)?(?:renewed|extended|prolonged)\b"
)
BROKEN = re.compile(
    rf"\b(?:{_W['BROKE']})\s(?P<what>{_OF}\b|(?:it|them)\b)"
    rf"|\b(?P<end>not (?:kept|keeping|upheld|keep) (?:its|their|his|her) (?:side|end|part) of the (?:bargain|deal|agreement|accord))\b"
    rf"|\b(?:(?P<own><[AJ]\d+>)(?:'s)?\s\"?(?:(?:alleged|repeated|constant|continued|numerous|blatant|flagrant|daily|gross|\")\s?\"?){{0,3}})?(?P<noun>(?:violations?|breach|breaches|infringements?)(?!\"?\sof\s(?:human|international|basic|women|children|the law))\"?\s(?:of\s(?P<obj>(?:the|a|an|its|their)\s(?:[\w<>'-]+\s){{0,5}}(?:{_W['PAPER']}|{_W['OWED']}))\s?)?(?:by\s(?P<by>both\s[A-Za-z]+|the two\s[a-z]+|(?:the\s)?<[ANJ]\d+>(?:\sand\s(?:the\s)?<[AJ]\d+>)?))?)"
    rf"|\b(?P<pass>(?:{_W['OWED']}|{_W['PAPER']}|(?:^|(?<=[.,;]\s)|(?<=and\s)|(?<=but\s))it)\s{_BE}\s(?:already\s|repeatedly\s|now\s|being\s|again\s)?(?:broken|violated|breached|flouted|betrayed|dishonou?red)(?:\s(?:[\w ]{{1,20}}\s)?by\s(?:the\s)?(?P<who><[AP]\d+>))?)",
    re.I,
)
DEED = re.compile(
    rf"\b(?:accus\w+|blam\w+)\s(?:the\s)?(?P<one><[AJPN]\d+>)(?:'s\s\w+|\s(?:forces|troops|army|fighters|side|militias?|jets|rebels))?\s(?:of|for|to)\s(?:having\s|have\s)?(?P<deed>(?:[a-z]+\s){{0,3}}?(?:{_W['DEED']})\b[^.;]{{0,80}})"
    rf"|\b(?:sa(?:id|ys)|claim(?:s|ed)|alleg(?:es|ed)|report(?:s|ed)|charg(?:es|ed)|complain(?:s|ed)|h(?:olds|eld)|maintain(?:s|ed)|told\s[^,.;]{{2,30}})\s(?:then\s|<D\d+>\s|on\s<D\d+>\s)?(?:that\s)?(?:the\s)?(?P<two><[AJ]\d+>)(?:'s)?\s(?:[a-z-]+\s){{0,2}}?(?:had\s|has\s|have\s)?(?:[a-z]+ly\s)?(?P<did>(?:{_W['DEED']})\b[^.;]{{0,80}})"
)
DENIED = re.compile(
    r"\b(?:denied|denies|deny|rejected|rejects|dismissed|dismisses|has denied|disputed|disputes|refuted|refutes)\s(?P<what>(?:that\s|having\s)?[^.;]{0,70}?\b(?:fir(?:ed|ing)|violat\w+|breach\w*|broken|broke|break\w*|cross(?:ed|ing)|attack\w*|charge|accusations?|allegations?|claims?|responsib\w+|behind|violations?|forces (?:had|were)|troops (?:had|were)|men had|wrongdoing|involvement|shell(?:ed|ing)|bomb(?:ed|ing)|reports?|plant(?:ed|ing)|tak(?:en|ing))\b[^.;]{0,60})"
    r"|\b(?:called|calls|described|describes|dismissed|dismisses)\s(?P<charge>(?:the|that|this) (?:charge|accusation|allegation|claim|report)s?\s(?:as\s)?[^.;]{3,40})"
    r"|\b(?:denied|denies|has denied|have denied|rejected|rejects|disputes|disputed)\s(?P<it>it|this|that|the (?:charge|accusation|allegation|claim|report)s?|any (?:breach|violation|part|role|such))\b"
    r"|\b(?:said|says|insisted|insists|told\s[^,.;]{2,30}|answered|answers|replied|replies)\s(?:that\s)?(?P<no>(?:it|this|that|they|he)\s(?:was(?:n't| not)\s(?:so|true|us|them)|(?:had|has|have)\s(?:had\s)?nothing\s(?:\w+\s)?to do with|(?:had not (?:broken|fired|violated|crossed|attacked|breached)(?:\s(?:the|its|any)\s[^.;,]{3,40})?|(?:had|has|was|is|were|are)\s(?:always\s|fully\s|strictly\s)?(?:kept to|keeping to|respected|respecting|observed|observing|honou?red|honou?ring|stuck to|complied with|complying with|abided by|abiding by)\s(?:the|its|their)\s(?:[\w-]+\s){0,3}?(?:truce|cease-?fire|agreement|accord|deal|armistice))))",
    re.I,
)
