package dev.tocsin.rules.logsource;

import dev.tocsin.event.LogSource;
import dev.tocsin.rules.source.Document;
import dev.tocsin.rules.source.Problem;
import dev.tocsin.rules.source.RuleFile;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Log sources that contain others, from {@code includes} in {@code logsources/*.yml}: a rule for
 * {@code registry_event} sees {@code registry_set} too. Thread-safe.
 */
public final class LogSourceIncludes {
    private record Entry(LogSource source, List<LogSource> included) {}

    private static final class Shipped {
        static final LogSourceIncludes INSTANCE = read();

        private static LogSourceIncludes read() {
            List<Problem> problems = new ArrayList<>();
            LogSourceIncludes includes = of(ContentFiles.shipped("logsources"), problems);
            ContentFiles.requireNone(problems);
            return includes;
        }
    }

    private final List<Entry> entries;

    private LogSourceIncludes(List<Entry> entries) {
        this.entries = entries;
    }

    /** Those that we ship. */
    public static LogSourceIncludes shipped() {
        return Shipped.INSTANCE;
    }

    /** Those of some files; what is wrong with them is added to the problems. */
    static LogSourceIncludes of(List<RuleFile> files, List<Problem> problems) {
        List<Entry> entries = new ArrayList<>();
        for (Document document : ContentFiles.documents(files, problems)) {
            Section section = new Section(document.root(), document.problems());
            List<LogSource> included = new ArrayList<>();
            for (Section one : section.sections("includes")) {
                included.add(one.logSource());
            }
            if (!included.isEmpty()) {
                entries.add(new Entry(section.logSource("logsource"), List.copyOf(included)));
            }
            problems.addAll(document.problems().all());
        }
        return new LogSourceIncludes(List.copyOf(entries));
    }

    /**
     * The log sources that a rule looks at: its own first, then the included ones. What an included
     * one leaves open is as in the rule.
     */
    public List<LogSource> sources(LogSource rule) {
        Set<LogSource> sources = new LinkedHashSet<>();
        sources.add(rule);
        for (Entry entry : entries) {
            for (LogSource included : entry.included()) {
                if (Dimensions.names(rule, entry.source(), included)) {
                    sources.add(Dimensions.filled(included, rule));
                }
            }
        }
        return List.copyOf(sources);
    }
}
