package dev.tocsin.desk.store;

import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Reads numbers of documents, whichever width the store keeps them in. */
public final class Docs {
    private Docs() {}

    /** A number that must be there. */
    public static long number(Document document, String name) {
        Long number = optionalNumber(document, name);
        if (number == null) {
            throw new IllegalStateException(
                    "Expected the member " + name + " in a stored document, but found none");
        }
        return number;
    }

    /** A number, or null when it is absent. */
    public static @Nullable Long optionalNumber(Document document, String name) {
        Number number = document.get(name, Number.class);
        return number == null ? null : number.longValue();
    }
}
