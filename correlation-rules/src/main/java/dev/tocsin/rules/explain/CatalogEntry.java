package dev.tocsin.rules.explain;

import dev.tocsin.event.LogSource;
import dev.tocsin.id.ContentId;
import dev.tocsin.rules.source.Document;
import dev.tocsin.rules.source.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One document of a rule directory, as its author wrote it. */
public record CatalogEntry(Document document, Kind kind) {
    /** What a document is. */
    public enum Kind {
        RULE("rule", "detection"),
        CORRELATION("correlation", "correlation"),
        FILTER("filter", "filter"),
        RISK("threshold of risk", "risk"),
        UNKNOWN("document without detection, correlation or filter", "");

        private final String text;
        private final String body;

        Kind(String text, String body) {
            this.text = text;
            this.body = body;
        }

        /** For people. */
        public String text() {
            return text;
        }

        /** The key that has its logic. */
        public String body() {
            return body;
        }
    }

    static CatalogEntry of(Document document) {
        for (Kind kind : Kind.values()) {
            if (document.root().has(kind.body)) {
                return new CatalogEntry(document, kind);
            }
        }
        return new CatalogEntry(document, Kind.UNKNOWN);
    }

    /** The id of its alerts: its name, else its id, else a function of its title. */
    public String alertId() {
        String name = text("name");
        String id = text("id");
        return name != null ? name : id != null ? id : ContentId.of("title", title());
    }

    /** The title; empty when there is none. */
    public String title() {
        String title = text("title");
        return title == null ? "" : title;
    }

    /** {@code file:line}. */
    public String place() {
        return document.file() + ":" + document.root().at().line();
    }

    /** The log source of a rule or a filter, as written. */
    public LogSource logSource() {
        if (!(document.root().get("logsource") instanceof Yaml.Mapping source)) {
            return new LogSource(null, null, null);
        }
        Map<String, String> custom = new LinkedHashMap<>();
        for (Yaml.Entry entry : source.entries()) {
            String value = LogSource.isCustom(entry.key()) ? text(source, entry.key()) : null;
            if (value != null) {
                custom.put(entry.key(), value);
            }
        }
        return new LogSource(
                text(source, "product"), text(source, "category"), text(source, "service"), custom);
    }

    /** Whether it can be referred to so. */
    public boolean isCalled(String name) {
        return name.equals(text("name")) || name.equals(text("id"));
    }

    /** The scalar at a key, or null. */
    public @Nullable String text(String key) {
        return text(document.root(), key);
    }

    /** The scalars at a key: of a list each. */
    public List<String> texts(String key) {
        return texts(document.root(), key);
    }

    /** The rules that a correlation or a filter names. */
    public List<String> references() {
        return document.root().get(kind.body) instanceof Yaml.Mapping body
                        && (kind == Kind.CORRELATION || kind == Kind.FILTER)
                ? texts(body, "rules")
                : List.of();
    }

    private static @Nullable String text(Yaml.Mapping map, String key) {
        return map.get(key) instanceof Yaml.Scalar scalar && !scalar.isNull()
                ? scalar.text()
                : null;
    }

    private static List<String> texts(Yaml.Mapping map, String key) {
        List<String> texts = new ArrayList<>();
        Yaml value = map.get(key);
        if (value instanceof Yaml.Sequence list) {
            for (Yaml item : list.items()) {
                if (item instanceof Yaml.Scalar scalar && !scalar.isNull()) {
                    texts.add(scalar.text());
                }
            }
        } else if (value instanceof Yaml.Scalar scalar && !scalar.isNull()) {
            texts.add(scalar.text());
        }
        return texts;
    }
}
