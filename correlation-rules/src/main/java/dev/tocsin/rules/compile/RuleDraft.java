package dev.tocsin.rules.compile;

import dev.tocsin.event.LogSource;
import dev.tocsin.rules.logsource.FieldMappings;
import dev.tocsin.rules.plan.Expression;
import dev.tocsin.rules.plan.FieldMapping;
import dev.tocsin.rules.source.Document;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A detection rule before filters and references.
 *
 * @param logSource null when it is wrong
 * @param condition null when it is wrong
 */
record RuleDraft(
        Document document,
        Header header,
        @Nullable LogSource logSource,
        FieldMapping mapping,
        FieldNames names,
        Settings settings,
        @Nullable Expression condition) {

    /** Compiles a document with {@code detection}. */
    static RuleDraft of(
            Document document, FieldMappings mappings, KnownFields known, Expansion lists) {
        Header header = Header.read(document, "rule");
        Settings settings = Settings.read(document, Kind.RULE);
        LogSource source = LogSources.read(document);
        FieldMapping mapping = source == null ? FieldMapping.IDENTITY : mappings.mapping(source);
        Values detection = new Values(document.root(), document.problems()).map("detection");
        FieldNames names =
                source == null
                        ? FieldNames.any()
                        : new FieldNames(source, known.of(source), mapping);
        RuleContext context =
                new RuleContext(mapping, names, lists, settings.zoneOrUtc(), document.problems());
        Expression condition =
                detection == null
                        ? null
                        : new DetectionCompiler(context).compile(detection.map(), Set.of());
        return new RuleDraft(document, header, source, mapping, names, settings, condition);
    }

    String id() {
        return header.alertRule().id();
    }
}
