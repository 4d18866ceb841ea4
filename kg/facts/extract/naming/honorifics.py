"""Courtesy titles and ranks, in many languages."""

from __future__ import annotations

import re

HONORIFICS = (
    "Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Madam|Me|Maître|Eng|Engr|"
    "Engineer|Atty|Attorney|Hon"
    "|Honourable|Honorable|H\\.E|HE|His Excellency|Her Excellency|Excellency|HRH|"
    "Sheikh|Shaikh|Sheik|Shaykh|Haji|Hajji"
    "|Mullah|Mawlawi|Maulvi|Maulana|Mawlana|Moulvi|Qari|Mufti|Ayatollah|Hojatoleslam|"
    "Sayyid|Sayed|Seyed|Seyyed|Syed|Molavi|Mawlavi|Al Haj|Al-Haj|Imam|Ustaz|Ustad"
    "|Crown Prince|Crown Princess|Prince|Princess|Datu|Datuk|Dato'|Dato|Tan Sri|Tun|Haj|Hajj|Father|Fr|Reverend|"
    "Rev|Monsignor|Msgr|Pastor"
    "|Bishop|Archbishop|Cardinal|Sister|Brother|Comrade|U|Daw|Saw|Khun|Pu|Padoh|Sai|"
    "Commander|Comandante|Commandante"
    "|Commanders|Generals|Colonels|Messrs|Ustadz|Dean|Licenciado|Licenciada|Lic"
    "|Lt|Lieutenant|Gen|General|Maj|Major|Brig|Brigadier|Col|Colonel|Capt|Captain|"
    "Cdr|Adm|Admiral|Rear|Vice Admiral"
    "|Field|Marshal|Air|Chief Marshal|Sgt|Senior General|Commodore|Ret|retired|Retd|the late|late"
    "|Ambassador|Amb|Don|Doña|Chief|Elder|Pa|Alhaji|Malam|El Hadj|Begum|Bibi|Ato|"
    "Ambassadeur|Abouna|Bapak|Tengku|Tgk|Teungku|Shri|Smt|Thiru|Sri"
)
_HONOUR_TAIL = re.compile(rf"(?:\b(?:{HONORIFICS})\b\.?[ ]){{1,6}}$")


def honorific_before(view: str, start: int) -> int:
    """Where the courtesy titles and ranks before `start` begin; `start` when there are none."""
    found = _HONOUR_TAIL.search(view[max(0, start - 60) : start])
    return start if not found else max(0, start - 60) + found.start()
