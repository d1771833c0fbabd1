package dev.tocsin.rules.compile;

import dev.tocsin.rules.plan.Suppression;
import dev.tocsin.rules.source.Document;
import dev.tocsin.rules.source.Yaml;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The block {@code tocsin:} of a document: what Sigma has no word for.
 *
 * @param grace how much older than the group's clock an event may be
 * @param history how long a value stays known
 * @param learn how long a group only learns
 * @param suppress null for none
 */
record Settings(Duration grace, Duration history, Duration learn, @Nullable Suppression suppress) {
    static final Duration GRACE = Duration.ofHours(1);
    static final Duration HISTORY = Duration.ofDays(14);
    static final Duration LEARN = Duration.ofHours(24);

    private static final String BLOCK = "tocsin";
    private static final Set<String> NOW = Set.of("grace", "suppress", "history", "learn");
    private static final Set<String> LATER =
            Set.of("settle", "expect", "forget", "warm", "risk", "respond", "timezone", "speed");

    /** Reads the block of a correlation. */
    static Settings read(Document document) {
        Values block = new Values(document.root(), document.problems()).map(BLOCK);
        if (block == null) {
            return new Settings(GRACE, HISTORY, LEARN, null);
        }
        checkKeys(document, block, NOW);
        return new Settings(
                or(block.duration("grace"), GRACE),
                or(block.duration("history"), HISTORY),
                or(block.duration("learn"), LEARN),
                suppression(document, block));
    }

    /** Reads the block of a rule: nothing in it has an effect there in this version. */
    static void readForRule(Document document) {
        Values block = new Values(document.root(), document.problems()).map(BLOCK);
        if (block != null) {
            checkKeys(document, block, Set.of());
        }
    }

    private static void checkKeys(Document document, Values block, Set<String> effective) {
        for (Yaml.Entry entry : block.map().entries()) {
            String key = entry.key();
            if (effective.contains(key)) {
                continue;
            }
            if (NOW.contains(key) || LATER.contains(key)) {
                document.problems()
                        .warning(
                                entry.at(),
                                "Expected a setting that has an effect here, but found 'tocsin."
                                        + key
                                        + "', which has none in this version",
                                "remove it, or keep it for a later version");
            } else {
                document.problems()
                        .error(
                                entry.at(),
                                "Expected a setting of 'tocsin', but found '" + key + "'",
                                Suggestion.among(key, NOW));
            }
        }
    }

    private static @Nullable Suppression suppression(Document document, Values block) {
        Values suppress = block.map("suppress");
        if (suppress == null) {
            return null;
        }
        suppress.allowOnly(Set.of("for", "by"), "'suppress'");
        Duration span = suppress.duration("for");
        if (span == null) {
            document.problems()
                    .error(
                            suppress.map().at(),
                            "Expected a duration 'for' in 'suppress', but found none",
                            "write for example 'suppress: {for: 1h}'");
            return null;
        }
        return new Suppression(span, suppress.texts("by"));
    }

    private static Duration or(@Nullable Duration value, Duration otherwise) {
        return value == null ? otherwise : value;
    }
}
