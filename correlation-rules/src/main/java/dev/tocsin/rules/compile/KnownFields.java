package dev.tocsin.rules.compile;

import dev.tocsin.event.LogSource;
import dev.tocsin.rules.source.Document;
import dev.tocsin.rules.source.RuleFile;
import dev.tocsin.rules.source.RuleReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The field names that log sources are known to have, in {@code logsource-fields.yml}. */
final class KnownFields {
    private static final String RESOURCE = "logsource-fields.yml";

    private final Map<LogSource, Set<String>> sections = new ConcurrentHashMap<>();
    private final Map<LogSource, Set<String>> bySource = new ConcurrentHashMap<>();

    private KnownFields() {}

    /** Read when first needed, and then kept. */
    private static final class Shipped {
        static final KnownFields INSTANCE = read();
    }

    /** The names that we ship. Thread-safe. */
    static KnownFields shipped() {
        return Shipped.INSTANCE;
    }

    private static KnownFields read() {
        KnownFields known = new KnownFields();
        for (Document document : RuleReader.read(new RuleFile(RESOURCE, text())).documents()) {
            LogSource source = LogSources.read(document);
            Values values = new Values(document.root(), document.problems());
            Set<String> names = Set.copyOf(values.texts("fields"));
            if (source == null || !document.problems().all().isEmpty()) {
                throw new IllegalStateException(
                        "Expected sound field names, but " + document.problems().all());
            }
            known.sections.put(source, names);
        }
        return known;
    }

    /** The names of a log source; empty when it is not known which it has. */
    Set<String> of(LogSource source) {
        return bySource.computeIfAbsent(source, this::collect);
    }

    private Set<String> collect(LogSource source) {
        Set<String> names = new HashSet<>();
        Set<String> ofCategory = section(source.product(), source.category(), null);
        Set<String> ofService = section(source.product(), null, source.service());
        boolean listed =
                (source.category() == null || ofCategory != null)
                        && (source.service() == null || ofService != null)
                        && (source.category() != null || source.service() != null);
        if (!listed) {
            return Set.of();
        }
        addAll(names, ofCategory);
        addAll(names, ofService);
        addAll(names, sections.get(new LogSource(source.product(), null, null)));
        return names;
    }

    /** The section of a product, or else that of any product. */
    private @Nullable Set<String> section(
            @Nullable String product, @Nullable String category, @Nullable String service) {
        if (category == null && service == null) {
            return null;
        }
        Set<String> own = sections.get(new LogSource(product, category, service));
        return own != null ? own : sections.get(new LogSource(null, category, service));
    }

    private static void addAll(Set<String> names, @Nullable Set<String> more) {
        if (more != null) {
            names.addAll(more);
        }
    }

    private static String text() {
        try (InputStream in =
                KnownFields.class.getResourceAsStream("/dev/tocsin/rules/" + RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(
                        "Expected the resource " + RESOURCE + ", but it is absent");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
