"""From the bytes of an answer to lists of proposals; anything else is said in one line."""

from __future__ import annotations

import json
from typing import Any

from kg.facts.model import KINDS
from kg.facts.proposer.endpoint import NoAnswer
from kg.facts.proposer.prompt import echoes


def content_of(body: bytes) -> str:
    """What the model wrote."""
    text = body.decode("utf-8", "replace").removeprefix("\ufeff").strip()
    if not text:
        raise NoAnswer("the answer is empty.")
    if text.startswith("<"):
        raise NoAnswer("the endpoint answered with a web page; is SULH_LLM_URL right?")
    try:
        content = _parsed(text)["choices"][0]["message"]["content"]
    except (KeyError, IndexError, TypeError):
        raise NoAnswer("the answer is not that of an OpenAI-compatible endpoint.") from None
    if not isinstance(content, str) or not content.strip():
        raise NoAnswer("the answer is empty.")
    return content


def proposals(content: str) -> dict[str, Any]:
    """The JSON object in what the model wrote, with lists under kinds of facts only."""
    if echoes(content):
        raise NoAnswer("the model repeated the prompt.")
    data = _parsed(_unfenced(content))
    known = {kind: data[kind] for kind in KINDS if kind in data} if isinstance(data, dict) else {}
    if not known or not all(isinstance(value, list) for value in known.values()):
        raise NoAnswer("the model's answer is not in the format of a fact sheet.")
    return known


def _unfenced(content: str) -> str:
    """Without the fence and the words that models put around JSON."""
    text = content.strip()
    if "```" in text:
        text = text.split("```")[1].removeprefix("json").strip()
    return text


def _parsed(text: str) -> Any:
    try:
        return json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise NoAnswer("the answer is not JSON, or is broken off.") from None


def _refuse(constant: str) -> Any:
    raise ValueError(constant)
