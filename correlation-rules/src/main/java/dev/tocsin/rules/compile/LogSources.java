package dev.tocsin.rules.compile;

import dev.tocsin.event.LogSource;
import dev.tocsin.rules.source.Document;
import dev.tocsin.rules.source.Yaml;
import dev.tocsin.rules.value.Fold;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the log source of a rule or filter. */
final class LogSources {
    private LogSources() {}

    /** The log source, its dimensions folded; null when there is none. */
    static @Nullable LogSource read(Document document) {
        Values values = new Values(document.root(), document.problems()).map("logsource");
        if (values == null) {
            if (!document.root().has("logsource")) {
                none(document, document.root());
            }
            return null;
        }
        LogSource source =
                new LogSource(
                        folded(values.text("product")),
                        folded(values.text("category")),
                        folded(values.text("service")),
                        custom(values));
        if (source.isEmpty()) {
            none(document, values.map());
        }
        return source.isEmpty() ? null : source;
    }

    private static Map<String, String> custom(Values values) {
        Map<String, String> custom = new LinkedHashMap<>();
        for (Yaml.Entry entry : values.map().entries()) {
            String text = LogSource.isCustom(entry.key()) ? values.text(entry.key()) : null;
            if (text != null) {
                custom.put(entry.key(), Fold.fold(text));
            }
        }
        return custom;
    }

    /** Whether every dimension that {@code outer} sets has the same value in {@code inner}. */
    static boolean contains(LogSource outer, LogSource inner) {
        return contains(outer.product(), inner.product())
                && contains(outer.category(), inner.category())
                && contains(outer.service(), inner.service())
                && inner.custom().entrySet().containsAll(outer.custom().entrySet());
    }

    private static boolean contains(@Nullable String outer, @Nullable String inner) {
        return outer == null || outer.equals(inner);
    }

    private static void none(Document document, Yaml at) {
        document.problems()
                .error(
                        at.at(),
                        "Expected a log source with product, category or service, but found none",
                        "add for example 'logsource: {product: linux, service: sshd}'");
    }

    private static @Nullable String folded(@Nullable String text) {
        return text == null ? null : Fold.fold(text);
    }
}
