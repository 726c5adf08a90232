-- A library as version 1 of the schema made it, with one document of two passages.
BEGIN TRANSACTION;
CREATE TABLE addresses (
	doc_id VARCHAR NOT NULL,
	section_index INTEGER NOT NULL,
	unit VARCHAR NOT NULL,
	address TEXT NOT NULL,
	number VARCHAR,
	heading TEXT NOT NULL,
	start INTEGER NOT NULL,
	"end" INTEGER NOT NULL,
	atomic BOOLEAN NOT NULL,
	FOREIGN KEY(doc_id) REFERENCES documents (doc_id) ON DELETE CASCADE
);
INSERT INTO "addresses" VALUES('old',0,'1','P.L. 200-1, § 1','1','Part 1',0,43,1);
CREATE TABLE clippings (
	clipping_id VARCHAR NOT NULL,
	collection_id VARCHAR NOT NULL,
	position FLOAT NOT NULL,
	doc_id VARCHAR NOT NULL,
	sha256 VARCHAR NOT NULL,
	start INTEGER NOT NULL,
	"end" INTEGER NOT NULL,
	quote TEXT NOT NULL,
	note TEXT NOT NULL,
	created FLOAT NOT NULL,
	PRIMARY KEY (clipping_id),
	FOREIGN KEY(collection_id) REFERENCES collections (collection_id) ON DELETE CASCADE
);
CREATE TABLE collections (
	collection_id VARCHAR NOT NULL,
	name VARCHAR NOT NULL,
	created FLOAT NOT NULL,
	PRIMARY KEY (collection_id)
);
CREATE TABLE documents (
	doc_id VARCHAR NOT NULL,
	sha256 VARCHAR NOT NULL,
	title TEXT NOT NULL,
	kind VARCHAR NOT NULL,
	publisher VARCHAR,
	date VARCHAR,
	year INTEGER,
	language VARCHAR,
	number VARCHAR,
	format VARCHAR NOT NULL,
	generation VARCHAR NOT NULL,
	characters INTEGER NOT NULL,
	page_count INTEGER NOT NULL,
	passage_count INTEGER NOT NULL,
	metadata TEXT NOT NULL,
	warnings TEXT NOT NULL,
	text BLOB NOT NULL,
	layout BLOB NOT NULL,
	PRIMARY KEY (doc_id)
);
INSERT INTO "documents" VALUES('old','0000000000000000000000000000000000000000000000000000000000000000','Old','report',NULL,NULL,NULL,'en',NULL,'text','',43,0,2,'{"title": "Old", "kind": "report", "language": "en"}','[]',X'785EF33DBCB22833255121AD342FA5588F8BCBBF2423B548A13CBF28A558213F4D41C558CF4C2129332727333F4F0F006A570F34',X'785EAB562A484C4F2D56B252888ED551502A4E4D2EC9CCCF03F3A30D74144C8C7514A29502128B4A140C95800A0C816AA03C20CB5009C4D5F3D153303230D005CA1D5A0E5406144BCA4FA904D286B1203373130B60C6E7A4A695C4E7979680F9B50015272127');
CREATE TABLE meta (
	"key" VARCHAR NOT NULL,
	value TEXT,
	PRIMARY KEY ("key")
);
INSERT INTO "meta" VALUES('schema','1');
INSERT INTO "meta" VALUES('version','1');
CREATE TABLE passages (
	"row" INTEGER NOT NULL,
	passage_id VARCHAR NOT NULL,
	doc_id VARCHAR NOT NULL,
	ordinal INTEGER NOT NULL,
	start INTEGER NOT NULL,
	"end" INTEGER NOT NULL,
	header TEXT NOT NULL,
	section INTEGER,
	place TEXT NOT NULL,
	role VARCHAR NOT NULL,
	text_hash VARCHAR NOT NULL,
	PRIMARY KEY ("row"),
	UNIQUE (passage_id),
	FOREIGN KEY(doc_id) REFERENCES documents (doc_id) ON DELETE CASCADE
);
INSERT INTO "passages" VALUES(1,'a43ca5259346a23eec74bd3f','old',0,0,13,'Old',0,'p.l. 200-1, § 1 part 1','body','d4b974b635c54ee1cf709e4e14ffb16e4c2a771ed9fbdf19689ce21da6b23f4e');
INSERT INTO "passages" VALUES(2,'70f09cfd9b41aba88d423817','old',1,15,43,'Old',0,'p.l. 200-1, § 1 part 1','body','b12eb468c438eead99c2d3cb6a61e9bc067de2b20d0149f81e30410928f4c48d');
CREATE TABLE sources (
	path VARCHAR NOT NULL,
	size INTEGER NOT NULL,
	mtime_ns INTEGER NOT NULL,
	sha256 VARCHAR NOT NULL,
	doc_id VARCHAR,
	generation VARCHAR NOT NULL,
	status VARCHAR NOT NULL,
	reason TEXT,
	settings_key VARCHAR NOT NULL,
	PRIMARY KEY (path)
);
INSERT INTO "sources" VALUES('/old.txt',1,2,'0000000000000000000000000000000000000000000000000000000000000000','old','g','added',NULL,'k');
CREATE TABLE vectors (
	doc_id VARCHAR NOT NULL,
	encoder_key VARCHAR NOT NULL,
	dimension INTEGER NOT NULL,
	matrix BLOB NOT NULL,
	PRIMARY KEY (doc_id),
	FOREIGN KEY(doc_id) REFERENCES documents (doc_id) ON DELETE CASCADE
);
INSERT INTO "vectors" VALUES('old','fake',2,X'0000803F00000000000000000000803F');
CREATE INDEX ix_documents_sha256 ON documents (sha256);
CREATE INDEX ix_sources_doc_id ON sources (doc_id);
CREATE INDEX ix_passages_text_hash ON passages (text_hash);
CREATE UNIQUE INDEX passages_of_document ON passages (doc_id, ordinal);
CREATE INDEX addresses_of_document ON addresses (doc_id);
CREATE INDEX addresses_by_unit ON addresses (unit);
CREATE INDEX addresses_atomic ON addresses (atomic);
CREATE INDEX ix_clippings_collection_id ON clippings (collection_id);
CREATE VIRTUAL TABLE passage_index USING fts5(
	words, stems, head, content='', tokenize='unicode61 remove_diacritics 0'
);
INSERT INTO passage_index(rowid, words, stems, head) VALUES(1,'merida funds','merida fund','old');
INSERT INTO passage_index(rowid, words, stems, head) VALUES(2,'other words of 3 6 billion','other word of 3 6 billion','old');
CREATE VIRTUAL TABLE passage_vocabulary USING fts5vocab(passage_index, 'col');
COMMIT;
