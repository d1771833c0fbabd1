package dev.tocsin.rules.logsource;

import dev.tocsin.event.LogSource;
import dev.tocsin.rules.plan.FieldMapping;
import dev.tocsin.rules.source.Document;
import dev.tocsin.rules.source.Problem;
import dev.tocsin.rules.source.RuleFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where the fields of a log source lie, from {@code mappings/*.yml}. A section applies to every
 * rule whose log source contains the section's; the section that sets more dimensions wins, of
 * equals the later one. Thread-safe.
 */
public final class FieldMappings {
    private record Entry(LogSource source, FieldMapping mapping) {}

    private static final class Shipped {
        static final FieldMappings INSTANCE = read();

        private static FieldMappings read() {
            List<Problem> problems = new ArrayList<>();
            FieldMappings mappings = of(ContentFiles.shipped("mappings"), problems);
            ContentFiles.requireNone(problems);
            return mappings;
        }
    }

    private final List<Entry> entries;
    private final Map<LogSource, FieldMapping> bySource = new ConcurrentHashMap<>();

    private FieldMappings(List<Entry> entries) {
        this.entries = entries;
    }

    /** The mappings that we ship. */
    public static FieldMappings shipped() {
        return Shipped.INSTANCE;
    }

    /** The mappings of some files; what is wrong with them is added to the problems. */
    static FieldMappings of(List<RuleFile> files, List<Problem> problems) {
        List<Entry> entries = new ArrayList<>();
        for (Document document : ContentFiles.documents(files, problems)) {
            entries.add(entry(new Section(document.root(), document.problems())));
            problems.addAll(document.problems().all());
        }
        entries.sort(Comparator.comparingInt(entry -> Dimensions.count(entry.source())));
        return new FieldMappings(List.copyOf(entries));
    }

    private static Entry entry(Section section) {
        section.allowOnly("logsource", "fields", "fallback", "strip-spaces");
        return new Entry(
                section.logSource("logsource"),
                new FieldMapping(
                        section.textMap("fields"),
                        section.texts("fallback"),
                        section.flag("strip-spaces")));
    }

    /** The mapping for rules of a log source. */
    public FieldMapping mapping(LogSource source) {
        return bySource.computeIfAbsent(source, this::merge);
    }

    /** What holds for every log source. */
    public FieldMapping general() {
        return mapping(new LogSource(null, null, null));
    }

    private FieldMapping merge(LogSource source) {
        FieldMapping merged = FieldMapping.IDENTITY;
        for (Entry entry : entries) {
            if (Dimensions.contains(entry.source(), source)) {
                merged = entry.mapping().over(merged);
            }
        }
        return merged;
    }
}
