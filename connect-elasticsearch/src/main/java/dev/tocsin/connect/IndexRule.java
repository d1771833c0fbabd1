package dev.tocsin.connect;

import com.fasterxml.jackson.databind.JsonNode;

/** Says which index a document belongs to; a function of the document alone. */
sealed interface IndexRule permits IndexName, LateIndexName {

    /**
     * The index of a document.
     *
     * @throws MalformedDocumentException when the document lacks what the name needs
     */
    String of(JsonNode document) throws MalformedDocumentException;
}
