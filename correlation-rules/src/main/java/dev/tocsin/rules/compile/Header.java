package dev.tocsin.rules.compile;

import dev.tocsin.alert.Alert.AlertRule;
import dev.tocsin.alert.Level;
import dev.tocsin.id.ContentId;
import dev.tocsin.rules.plan.Metadata;
import dev.tocsin.rules.plan.Origin;
import dev.tocsin.rules.source.Document;
import dev.tocsin.rules.source.Yaml;
import java.util.Set;
import java.util.TreeSet;

/**
 * What every document says of itself.
 *
 * @param alertRule what alerts say of it; its id is the name, else the id, else a function of the
 *     title
 * @param metadata the rest
 */
record Header(AlertRule alertRule, Metadata metadata, Origin origin) {
    private static final Set<String> LEVELS = levels();

    /** Reads the header of a document whose alerts are of the given type. */
    static Header read(Document document, String type) {
        Values values = new Values(document.root(), document.problems());
        String title = title(document, values);
        Metadata metadata = MetadataReader.read(document);
        String id = metadata.sigmaId();
        String name = metadata.name();
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
        Origin origin = new Origin(document.file(), document.number(), document.root().at().line());
        return new Header(rule, metadata, origin);
    }

    private static String title(Document document, Values values) {
        String title = values.text("title");
        if (title != null && !title.isBlank()) {
            return title;
        }
        document.problems()
                .error(
                        document.root().at(),
                        "Expected a title, but found none",
                        "add 'title: what it detects'");
        return "";
    }

    private static Level level(Document document, Values values) {
        String text = values.text("level");
        Yaml value = document.root().get("level");
        if (text == null || value == null) {
            return Level.MEDIUM;
        }
        if (!LEVELS.contains(text)) {
            document.problems()
                    .error(
                            value.at(),
                            "Expected a level in 'level', but found '" + text + "'",
                            Suggestion.among(text, LEVELS));
            return Level.MEDIUM;
        }
        return Level.of(text);
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
