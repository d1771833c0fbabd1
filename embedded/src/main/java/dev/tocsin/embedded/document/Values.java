package dev.tocsin.embedded.document;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The values that a document has for a field. */
final class Values {
    private Values() {}

    /** Each value that is neither null nor a list; of lists, their elements. */
    static void forEach(Document document, String field, Consumer<Object> use) {
        flatten(Utils.getSubdocumentValueCollectionAware(document, field), use);
    }

    static boolean has(Document document, String field) {
        return !(Utils.getSubdocumentValueCollectionAware(document, field) instanceof Missing);
    }

    static boolean areSame(Document one, Document other, String field) {
        return Objects.equals(
                Utils.getSubdocumentValueCollectionAware(one, field),
                Utils.getSubdocumentValueCollectionAware(other, field));
    }

    private static void flatten(@Nullable Object value, Consumer<Object> use) {
        if (value instanceof Collection<?> elements) {
            elements.forEach(each -> flatten(each, use));
        } else if (value != null && !(value instanceof Missing)) {
            use.accept(value);
        }
    }
}
