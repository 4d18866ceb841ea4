"""Every error a user can meet.

SulhError                    exit code 1, HTTP 500
├── UsageError               exit code 2, HTTP 400: the call itself is wrong
├── SourceError              HTTP 422: a file or page that cannot be read
│   ├── EmptySource
│   ├── TooLarge             HTTP 413
│   ├── UnsupportedLanguage
│   └── NotAnArticle
├── SheetError               HTTP 422: a fact sheet that breaks its contract
│   └── GroundingError       a quote or value that the text does not hold
├── ModelMissing             the language model is not installed
├── CorpusError              HTTP 409: the corpus folder is not as it should be
│   ├── CorpusMissing        HTTP 404
│   ├── CorpusBusy           another process writes to it; HTTP 503
│   ├── IndexBroken          it is derived, and made again
│   └── JudgementError       HTTP 422
├── StoreError               HTTP 503: the store cannot answer
│   ├── StoreBusy
│   └── RemoteError          HTTP 502: another server answered wrongly
├── QueryError               HTTP 400: with line and column when the parser knows them
│   └── QueryRefused         HTTP 403: SERVICE, LOAD, or an update without leave
├── QueryTimeout             HTTP 504
├── QueryTooLarge            HTTP 507: over the memory or row limit
└── NotFound                 HTTP 404
"""

from __future__ import annotations


class SulhError(Exception):
    """Base of the tree. `message` says what happened and what to do."""

    status = 500
    exit_code = 1
    title = "Something went wrong"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class UsageError(SulhError):
    status = 400
    exit_code = 2
    title = "The request cannot be understood"


class SourceError(SulhError):
    status = 422
    title = "The source cannot be read"


class EmptySource(SourceError):
    title = "The source is empty"


class TooLarge(SourceError):
    status = 413
    title = "The source is too large"


class UnsupportedLanguage(SourceError):
    title = "The source is in a language that is not read"


class NotAnArticle(SourceError):
    title = "No article was found"


class SheetError(SulhError):
    """A fact sheet that breaks its contract, with the place where it does."""

    status = 422
    title = "The fact sheet is not valid"

    def __init__(
        self, message: str, *, file: str | None = None, line: int | None = None, field: str = ""
    ) -> None:
        where = ":".join(str(part) for part in (file, line) if part is not None)
        prefix = f"{where}: " if where else ""
        super().__init__(f"{prefix}{field}: {message}" if field else f"{prefix}{message}")
        self.file = file
        self.line = line
        self.field = field


class GroundingError(SheetError):
    title = "The text does not say this"


class ModelMissing(SulhError):
    status = 503
    title = "The language model is not installed"


class CorpusError(SulhError):
    status = 409
    title = "The corpus is not as it should be"


class CorpusMissing(CorpusError):
    status = 404
    title = "There is no corpus here"


class CorpusBusy(CorpusError):
    status = 503
    title = "The corpus is in use"


class IndexBroken(CorpusError):
    title = "The index of the corpus is broken"


class JudgementError(CorpusError):
    status = 422
    title = "The judgement does not hold"


class StoreError(SulhError):
    status = 503
    title = "The store cannot answer"


class StoreBusy(StoreError):
    title = "The store is in use"


class RemoteError(StoreError):
    status = 502
    title = "The remote store answered wrongly"


class QueryError(SulhError):
    status = 400
    title = "The query is not valid"

    def __init__(self, message: str, *, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


class QueryRefused(QueryError):
    status = 403
    title = "The query is refused"


class QueryTimeout(SulhError):
    status = 504
    title = "The query took too long"


class QueryTooLarge(SulhError):
    status = 507
    title = "The query needs too much"


class NotFound(SulhError):
    status = 404
    title = "Not found"
