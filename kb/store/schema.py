"""The tables of the library, in SQLAlchemy Core so that another database can replace SQLite.

``SCHEMA_VERSION`` is kept in ``meta``; ``migrations`` lead from each older version to the next.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

SCHEMA_VERSION = 5
tables = MetaData()


def _document_key() -> Column[str]:
    cascade = ForeignKey("documents.doc_id", ondelete="CASCADE")
    return Column("doc_id", String, cascade, nullable=False)


meta = Table("meta", tables, Column("key", String, primary_key=True), Column("value", Text))

documents = Table(
    "documents",
    tables,
    Column("doc_id", String, primary_key=True),
    Column("sha256", String, nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("kind", String, nullable=False),
    Column("publisher", String),
    Column("date", String),
    Column("year", Integer),
    Column("language", String),
    Column("number", String),
    Column("format", String, nullable=False),
    Column("generation", String, nullable=False),
    Column("characters", Integer, nullable=False),
    Column("page_count", Integer, nullable=False),
    Column("passage_count", Integer, nullable=False),
    Column("metadata", Text, nullable=False),  # JSON of kb.models.Metadata
    Column("warnings", Text, nullable=False),  # JSON
    Column("text", LargeBinary, nullable=False),  # zlib, UTF-8
    Column("layout", LargeBinary, nullable=False),  # zlib, JSON: pages, sections, map, left out
)

passages = Table(
    "passages",
    tables,
    Column("row", Integer, primary_key=True),
    Column("passage_id", String, nullable=False, unique=True),
    _document_key(),
    Column("ordinal", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("header", Text, nullable=False),
    Column("section", Integer),
    Column("place", Text, nullable=False),  # address and heading path, for the section: filter
    Column("role", String, nullable=False),
    Column("text_hash", String, nullable=False, index=True),
    Index("passages_of_document", "doc_id", "ordinal", unique=True),
)

vectors = Table(
    "vectors",
    tables,
    Column("doc_id", String, ForeignKey("documents.doc_id", ondelete="CASCADE"), primary_key=True),
    Column("encoder_key", String, primary_key=True),
    Column("dimension", Integer, nullable=False),
    Column("matrix", LargeBinary, nullable=False),  # float32, passages × dimension
)

addresses = Table(
    "addresses",
    tables,
    _document_key(),
    Column("section_index", Integer, nullable=False),
    Column("unit", String, nullable=False),  # the section's number, case folded
    Column("address", Text, nullable=False),
    Column("number", String),
    Column("heading", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("atomic", Boolean, nullable=False),
    Index("addresses_by_unit", "unit"),
    Index("addresses_of_document", "doc_id"),
    Index("addresses_atomic", "atomic"),
)

sources = Table(
    "sources",
    tables,
    Column("path", String, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("mtime_ns", Integer, nullable=False),
    Column("sha256", String, nullable=False),
    Column("doc_id", String, index=True),
    Column("generation", String, nullable=False),
    Column("status", String, nullable=False),
    Column("reason", Text),
    Column("settings_key", String, nullable=False),
    Column("stamp", String),  # what the file system says of the file beyond size and time
)

collections = Table(
    "collections",
    tables,
    Column("collection_id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("created", Float, nullable=False),
)

clippings = Table(  # no foreign key to documents: what a person collected outlives a re-ingestion
    "clippings",
    tables,
    Column("clipping_id", String, primary_key=True),
    Column(
        "collection_id",
        String,
        ForeignKey("collections.collection_id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("position", Float, nullable=False),
    Column("doc_id", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("quote", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("created", Float, nullable=False),
)

recommendations = Table(  # what extraction found; made again when the document or the rules change
    "recommendations",
    tables,
    Column("doc_id", String, primary_key=True),
    Column("made_of", String, nullable=False),  # the document's hash and reading, the rules
    Column("found", Text, nullable=False),  # JSON: the recommendations, in reading order
)

links = Table(  # what linking suggested; made again when the library or the rules change
    "links",
    tables,
    Column("rec_id", String, primary_key=True),
    Column("made_of", String, nullable=False),  # the library's version, the rules
    Column("found", Text, nullable=False),  # JSON: the links, best first
)

judgements = Table(  # no foreign keys: judgements outlive any re-ingestion
    "judgements",
    tables,
    Column("rec_id", String, primary_key=True),
    Column("link_id", String, primary_key=True),
    Column("judge", String, primary_key=True),
    Column("rec_quote", Text, nullable=False),  # the recommendation's words, or ""
    Column("doc_id", String, nullable=False, index=True),
    Column("sha256", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("quote", Text, nullable=False),
    Column("relation", String, nullable=False),
    Column("status", String, nullable=False),
    Column("date", String, nullable=False),
    Column("note", Text, nullable=False),
)

checksums = Table(  # of every row of the other tables; see kb/store/checksums.py
    "checksums",
    tables,
    Column("part", String, primary_key=True),
    Column("key", String, primary_key=True),
    Column("digest", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
