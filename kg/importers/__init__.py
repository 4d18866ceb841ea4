"""Other people's tables → sheets. Nothing of a table ships with the project."""

from __future__ import annotations

from kg.importers.mend import NEEDS as MEND_NEEDS
from kg.importers.mend import mend_row
from kg.importers.pax import NEEDS as PAX_NEEDS
from kg.importers.pax import pax_row
from kg.importers.table import Importer

IMPORTERS: dict[str, tuple[Importer, tuple[str, ...]]] = {
    "mend": (mend_row, MEND_NEEDS),
    "pax": (pax_row, PAX_NEEDS),
}
