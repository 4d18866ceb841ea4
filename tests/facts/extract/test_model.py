from __future__ import annotations

import pytest

from kg.errors import ModelMissing
from kg.facts.extract.text.model import load_model


def test_a_missing_model_says_what_to_do() -> None:
    with pytest.raises(ModelMissing) as caught:
        load_model("no_such_model_anywhere")
    assert "no_such_model_anywhere" in caught.value.message
    assert "SULH_MODEL" in caught.value.message
