"""The exception tree. Only entry points (the command line, the web app) catch and report.

    EvidenciaError
    ├── LibraryError            the library cannot be opened, read or written
    │   ├── LibraryBusy         another process holds the writer's lock
    │   ├── LibraryDamaged      the library's file cannot be read, or is not as it was written
    │   │   └── DocumentDamaged a document is not as it was written
    │   └── UnknownDocument     no document has that id
    ├── EncoderError            weights missing, altered, or of another model
    │   └── GenerationMismatch  vectors of two encoders would be mixed
    ├── IndexUnusable           the vector index cannot be read; search goes on without it
    ├── QueryError              a query or filter that cannot be understood
    ├── CorpusError             a data file under ``corpus/`` is not valid
    ├── SettingsError           a setting has a value that cannot be used
    ├── JudgementsError         a file of judgements cannot be read
    └── EvaluationError         topics, judgements or a run of an evaluation cannot be read

Each message says what happened and what to do.
"""


class EvidenciaError(Exception):
    """Base of every error this project raises on purpose."""


class LibraryError(EvidenciaError):
    """The library cannot be opened, read or written."""


class LibraryBusy(LibraryError):
    """Another process holds the writer's lock."""


class LibraryDamaged(LibraryError):
    """The library's file cannot be read, or something in it is not as it was written."""


class DocumentDamaged(LibraryDamaged):
    """A document in the library is not as it was written. The others can be used."""


class UnknownDocument(LibraryError):
    """No document in the library has that id."""


class EncoderError(EvidenciaError):
    """The encoder cannot be loaded: weights missing, altered, or of another model."""


class GenerationMismatch(EncoderError):
    """The stored vectors were made by another encoder than the one in use."""


class IndexUnusable(EvidenciaError):
    """The vector index cannot be read; it can be built again from the library."""


class QueryError(EvidenciaError):
    """A query or filter that cannot be understood."""


class CorpusError(EvidenciaError):
    """A data file under ``corpus/`` is not valid."""


class SettingsError(EvidenciaError):
    """A setting has a value that cannot be used."""


class JudgementsError(EvidenciaError):
    """A file of judgements that cannot be read; the message names the line."""


class EvaluationError(EvidenciaError):
    """Topics, judgements or a run of an evaluation cannot be read; the message names the line."""
