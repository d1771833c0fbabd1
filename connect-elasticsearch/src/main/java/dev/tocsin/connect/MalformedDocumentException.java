package dev.tocsin.connect;

/** A record that cannot become a document, or that Elasticsearch refuses whenever it is sent. */
public final class MalformedDocumentException extends Exception {
    MalformedDocumentException(String message) {
        super(message);
    }
}
