"""How fast the reader is, beside the language model alone, and how much memory it takes.

python benchmarks/extraction/speed.py FOLDER…

Processor time of one core over every NAME.txt of the folders, in articles of 600 words a second;
the model alone parses the same paragraphs in the same run, for a machine that is busy slows both.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

from kg.facts.extract.pipeline import RulesExtractor
from kg.facts.extract.text.model import load_model
from kg.facts.extract.text.portions import pieces
from kg.settings import Settings
from kg.sources.document import Document
from kg.sources.read import read_source

ARTICLE = 600


def main(folders: list[str]) -> None:
    documents = [read_source(path) for folder in folders for path in _texts(folder)]
    if not documents:
        sys.exit("Name folders that hold NAME.txt.")
    words = sum(len(document.text.split()) for document in documents)
    reader, model = RulesExtractor(Settings()), load_model()
    parse = _seconds(lambda document: model.docs(_paragraphs(document)), documents)
    read = _seconds(reader.extract, documents)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    sys.stdout.write(
        f"{len(documents)} texts, {words:,} words; articles of {ARTICLE} words a second: "
        f"reader {words / ARTICLE / read:.1f}, model alone {words / ARTICLE / parse:.1f} "
        f"(reader takes {read / parse:.2f} times as long); peak memory {peak} MB\n"
    )


def _texts(folder: str) -> list[Path]:
    return sorted(Path(folder).glob("*.txt"))


def _paragraphs(document: Document) -> list[str]:
    return [document.block_text(block) for block in pieces(document)[0]]


def _seconds(read: Callable[[Document], object], documents: list[Document]) -> float:
    read(documents[0])
    start = time.process_time()
    for document in documents:
        read(document)
    return time.process_time() - start


if __name__ == "__main__":
    main(sys.argv[1:])
