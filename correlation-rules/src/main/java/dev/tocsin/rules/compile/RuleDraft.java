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
        @Nullable Expression condition) {

    /** Compiles a document with {@code detection}. */
    static RuleDraft of(Document document, FieldMappings mappings, Expansion lists) {
        Header header = Header.read(document, "rule");
        Settings.readForRule(document);
        LogSource source = LogSources.read(document);
        FieldMapping mapping = source == null ? FieldMapping.IDENTITY : mappings.mapping(source);
        Values detection = new Values(document.root(), document.problems()).map("detection");
        RuleContext context = new RuleContext(mapping, lists, document.problems());
        Expression condition =
                detection == null
                        ? null
                        : new DetectionCompiler(context).compile(detection.map(), Set.of());
        return new RuleDraft(document, header, source, mapping, condition);
    }

    String id() {
        return header.alertRule().id();
    }
}
