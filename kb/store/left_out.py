"""What is damaged and left out while a library is open, with a sentence on each for the reader."""

from __future__ import annotations

from sqlalchemy import Connection

from kb.store.checksums import damaged as damaged_keys
from kb.store.damage import damaged_documents

_ADDRESSES = "addresses"
_VECTORS = "vectors of "  # and the id of a document


class LeftOut:
    """Damaged documents, and what else was found damaged so far."""

    def __init__(self) -> None:
        self.documents: tuple[str, ...] = ()
        self.changes = 0  # how often something was left out or taken back
        self._sentences: dict[str, str] = {}
        self._version = -1  # of the library, when all of this was verified last

    def __len__(self) -> int:
        return len(self._sentences)

    def is_outdated(self, version: int) -> bool:
        """True when the library has changed since something was left out: another process may have
        mended it."""
        return bool(self._sentences) and version != self._version

    def drop_mended(self, connection: Connection, version: int) -> None:
        """Take back what is not damaged any more. Vectors are verified when they are read again."""
        self._version = version
        damaged = damaged_documents(connection)
        for doc_id in self.documents:
            if doc_id not in damaged:
                self.take_back(doc_id)
        gone = [key for key in self._sentences if key.startswith(_VECTORS)]
        if self.addresses_are_damaged and not damaged_keys(connection, _ADDRESSES):
            gone.append(_ADDRESSES)
        for key in gone:
            self._forget(key)

    @property
    def sentences(self) -> tuple[str, ...]:
        """A sentence on each damaged part."""
        return tuple(self._sentences.values())

    @property
    def addresses_are_damaged(self) -> bool:
        """True when some addresses are damaged, so that each must be verified."""
        return _ADDRESSES in self._sentences

    def find(self, connection: Connection) -> bool:
        """Verify all documents and addresses. True when more is damaged than was known."""
        before = len(self)
        for doc_id, parts in damaged_documents(connection).items():
            self.add(doc_id, " and ".join(parts))
        if damaged_keys(connection, "addresses"):
            self._say(
                _ADDRESSES,
                "Some addresses of sections are damaged and are not found. Run `kb rebuild`.",
            )
        return len(self) > before

    def add(self, doc_id: str, what: str) -> None:
        """Leave out a document from now on; ``what`` is damaged of it."""
        if doc_id not in self.documents:
            self.documents = (*self.documents, doc_id)
            self._say(
                doc_id,
                f"The document {doc_id} is damaged ({what}) and is left out. Run `kb check`, which "
                "says how to get it back.",
            )

    def add_vectors(self, doc_id: str) -> None:
        """Note that the vectors of a document are left out."""
        self._say(
            f"{_VECTORS}{doc_id}",
            f"The vectors of {doc_id} are damaged: a search by meaning does not find it. Run "
            "`kb rebuild`.",
        )

    def take_back(self, doc_id: str) -> None:
        """Show a document again that was replaced."""
        self.documents = tuple(name for name in self.documents if name != doc_id)
        self._forget(doc_id)

    def _say(self, key: str, sentence: str) -> None:
        self.changes += key not in self._sentences
        self._sentences[key] = sentence

    def _forget(self, key: str) -> None:
        self.changes += self._sentences.pop(key, None) is not None
