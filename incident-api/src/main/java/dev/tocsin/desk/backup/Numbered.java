package dev.tocsin.desk.backup;

import org.bson.Document;

/** A document and the line that it stands in. */
record Numbered(long line, Document document) {}
