package dev.tocsin.rules.compile;

import dev.tocsin.alert.Alert.AlertRule;
import dev.tocsin.alert.Level;
import dev.tocsin.id.ContentId;
import dev.tocsin.rules.source.Document;
import dev.tocsin.rules.source.Yaml;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What every document says of itself.
 *
 * @param id Sigma's id, or null
 * @param name the name for references, or null
 * @param alertRule what alerts say of it; its id is the name, else the id, else a function of the
 *     title
 */
record Header(@Nullable String id, @Nullable String name, AlertRule alertRule) {
    private static final Set<String> LEVELS = levels();
    private static final Set<String> STATUSES =
            Set.of("stable", "test", "experimental", "deprecated", "unsupported");

    /** Reads the header of a document whose alerts are of the given type. */
    static Header read(Document document, String type) {
        Values values = new Values(document.root(), document.problems());
        String title = values.text("title");
        if (title == null || title.isBlank()) {
            document.problems()
                    .error(
                            document.root().at(),
                            "Expected a title, but found none",
                            "add 'title: what it detects'");
            title = "";
        }
        checkStatus(document, values);
        checkDate(document, values, "date");
        checkDate(document, values, "modified");
        String id = values.text("id");
        String name = values.text("name");
        String own = name != null ? name : id != null ? id : ContentId.of("title", title);
        AlertRule rule =
                new AlertRule(
                        own,
                        type,
                        title,
                        text(values, "description"),
                        level(document, values),
                        values.texts("tags"),
                        values.texts("falsepositives"),
                        values.texts("references"),
                        String.join(", ", values.texts("author")));
        return new Header(id, name, rule);
    }

    private static Level level(Document document, Values values) {
        String text = values.text("level");
        if (text == null) {
            return Level.MEDIUM;
        }
        if (!LEVELS.contains(text)) {
            wrong(document, "level", "a level", text, Suggestion.among(text, LEVELS));
            return Level.MEDIUM;
        }
        return Level.of(text);
    }

    private static void checkStatus(Document document, Values values) {
        String text = values.text("status");
        if (text != null && !STATUSES.contains(text)) {
            wrong(document, "status", "a status", text, Suggestion.among(text, STATUSES));
        }
    }

    private static void checkDate(Document document, Values values, String key) {
        String text = values.text(key);
        if (text == null) {
            return;
        }
        try {
            LocalDate.parse(text.replace('/', '-'));
        } catch (DateTimeException _) {
            wrong(document, key, "a date such as 2026-01-31", text, "write YYYY-MM-DD");
        }
    }

    private static void wrong(
            Document document, String key, String expected, String found, String hint) {
        Yaml value = document.root().get(key);
        document.problems()
                .error(
                        value == null ? document.root().at() : value.at(),
                        "Expected " + expected + " in '" + key + "', but found '" + found + "'",
                        hint);
    }

    private static String text(Values values, String key) {
        String text = values.text(key);
        return text == null ? "" : text.strip();
    }

    private static Set<String> levels() {
        Set<String> levels = new TreeSet<>();
        for (Level level : Level.values()) {
            levels.add(level.text());
        }
        return levels;
    }
}
