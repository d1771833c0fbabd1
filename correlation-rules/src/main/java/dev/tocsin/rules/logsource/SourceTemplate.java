package dev.tocsin.rules.logsource;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.event.LogSource;
import dev.tocsin.rules.value.FieldPath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A log source in which a value may be a field of the event: {@code {host.os.type}}. */
record SourceTemplate(@Nullable Part product, @Nullable Part category, @Nullable Part service) {

    /** A text, or the place of one. */
    sealed interface Part {
        record Text(String text) implements Part {}

        record Place(FieldPath path) implements Part {}
    }

    static SourceTemplate of(LogSource source) {
        return new SourceTemplate(
                part(source.product()), part(source.category()), part(source.service()));
    }

    /** The log source of an event; a dimension whose field is absent stays open. */
    LogSource fill(JsonNode event) {
        return new LogSource(text(product, event), text(category, event), text(service, event));
    }

    private static @Nullable Part part(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return text.startsWith("{") && text.endsWith("}")
                ? new Part.Place(FieldPath.of(text.substring(1, text.length() - 1)))
                : new Part.Text(text);
    }

    private static @Nullable String text(@Nullable Part part, JsonNode event) {
        return switch (part) {
            case null -> null;
            case Part.Text(String text) -> text;
            case Part.Place(FieldPath path) -> {
                List<String> values = FieldTest.values(path, event);
                yield values.isEmpty() ? null : values.getFirst();
            }
        };
    }
}
