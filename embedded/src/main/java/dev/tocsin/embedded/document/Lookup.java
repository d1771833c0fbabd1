package dev.tocsin.embedded.document;

/** An index that can say where the documents are that may fulfil a condition on its field. */
interface Lookup {
    /** The field that leads, with dots. */
    String field();

    /** Positions without order, each once; of a superset of the documents. */
    Iterable<Object> positions(Condition condition);
}
