package dev.tocsin.rules.compile;

import dev.tocsin.event.LogSource;
import dev.tocsin.rules.plan.FieldMapping;
import dev.tocsin.rules.source.Document;
import dev.tocsin.rules.source.Problem;
import dev.tocsin.rules.source.RuleFile;
import dev.tocsin.rules.source.RuleReader;
import dev.tocsin.rules.source.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The field mappings that we ship, in {@code mappings/*.yml}. A section applies to every rule whose
 * log source is contained in the section's; the section that sets more dimensions wins.
 */
final class FieldMappings {
    private static final List<String> FILES =
            List.of(
                    "general",
                    "process",
                    "windows",
                    "linux",
                    "aws-cloudtrail",
                    "webserver",
                    "firewall");

    private record Section(LogSource source, FieldMapping mapping) {
        int dimensions() {
            return (source.product() == null ? 0 : 1)
                    + (source.category() == null ? 0 : 1)
                    + (source.service() == null ? 0 : 1);
        }
    }

    private final List<Section> sections;
    private final Map<LogSource, FieldMapping> bySource = new HashMap<>();

    private FieldMappings(List<Section> sections) {
        this.sections = sections;
    }

    /** Reads the mappings that we ship. */
    static FieldMappings load() {
        List<Section> sections = new ArrayList<>();
        for (String name : FILES) {
            for (Document document : read(name + ".yml")) {
                sections.add(section(document));
            }
        }
        sections.sort(Comparator.comparingInt(Section::dimensions));
        return new FieldMappings(sections);
    }

    /** The mapping for rules of a log source. */
    FieldMapping mapping(LogSource source) {
        return bySource.computeIfAbsent(source, this::merge);
    }

    private FieldMapping merge(LogSource source) {
        FieldMapping merged = FieldMapping.IDENTITY;
        for (Section section : sections) {
            if (LogSources.contains(section.source(), source)) {
                merged = section.mapping().over(merged);
            }
        }
        return merged;
    }

    private static Section section(Document document) {
        Values values = new Values(document.root(), document.problems());
        Values source = values.map("logsource");
        Values fields = values.map("fields");
        Map<String, List<String>> places = new LinkedHashMap<>();
        if (fields != null) {
            for (Yaml.Entry entry : fields.map().entries()) {
                places.put(entry.key(), fields.texts(entry.key()));
            }
        }
        FieldMapping mapping =
                new FieldMapping(places, values.texts("fallback"), values.flag("strip-spaces"));
        requireNoProblems(document.problems().all());
        LogSource from =
                source == null
                        ? new LogSource(null, null, null)
                        : new LogSource(
                                source.text("product"),
                                source.text("category"),
                                source.text("service"));
        return new Section(from, mapping);
    }

    private static List<Document> read(String name) {
        try (InputStream in =
                FieldMappings.class.getResourceAsStream("/dev/tocsin/rules/mappings/" + name)) {
            if (in == null) {
                throw new IllegalStateException(
                        "Expected the resource mappings/" + name + ", but it is absent");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            RuleReader.Result read = RuleReader.read(new RuleFile("mappings/" + name, text));
            requireNoProblems(read.unreadable());
            return read.documents();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireNoProblems(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new IllegalStateException("Expected sound field mappings, but " + problems);
        }
    }
}
