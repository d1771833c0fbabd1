package dev.tocsin.rules.pipeline.compile;

import dev.tocsin.rules.compile.EventCondition;
import dev.tocsin.rules.compile.Placeholders;
import dev.tocsin.rules.compile.Suggestion;
import dev.tocsin.rules.compile.Values;
import dev.tocsin.rules.eval.EventTest;
import dev.tocsin.rules.pipeline.step.Place;
import dev.tocsin.rules.pipeline.step.Step;
import dev.tocsin.rules.pipeline.step.StepPlan;
import dev.tocsin.rules.plan.Expression;
import dev.tocsin.rules.source.DocumentProblems;
import dev.tocsin.rules.source.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one step: its kind, and what stands beside it. */
final class StepReader {
    private static final Set<String> BESIDE = Set.of("if", "name", "optional", "replace");

    private final Placeholders lists;
    private final DocumentProblems problems;
    private final TableSteps tables;
    private final TextSteps texts;
    private final LookSteps looks;

    StepReader(
            Placeholders lists,
            Definitions definitions,
            Set<Place> targets,
            DocumentProblems problems) {
        Fields fields = new Fields(targets, problems);
        this.lists = lists;
        this.problems = problems;
        this.tables = new TableSteps(fields);
        this.texts = new TextSteps(fields, definitions);
        this.looks = new LookSteps(fields, lists);
    }

    /** The step, or null and a problem. */
    @Nullable StepPlan read(Yaml item, int number) {
        if (!(item instanceof Yaml.Mapping map)) {
            problems.error(
                    item.at(),
                    "Expected a step, but found " + item.what(),
                    "write for example '- rename: {src: source.ip}'");
            return null;
        }
        Yaml.Entry entry = kind(map);
        StepKind kind = entry == null ? null : StepKind.of(entry.key());
        if (entry == null || kind == null) {
            return null;
        }
        Values beside = new Values(map, problems);
        String name = beside.text("name");
        String label =
                "step %d (%s)".formatted(number, kind.text())
                        + (name == null ? "" : " '" + name + "'");
        Step step = step(kind, entry.value());
        Yaml condition = map.get("if");
        EventTest test = condition == null ? null : test(condition, "if");
        boolean optional = beside.flag("optional");
        boolean replace = beside.flag("replace");
        return step == null ? null : new StepPlan(label, step, test, optional, replace);
    }

    private Yaml.@Nullable Entry kind(Yaml.Mapping map) {
        List<Yaml.Entry> kinds = new ArrayList<>();
        for (Yaml.Entry entry : map.entries()) {
            if (StepKind.of(entry.key()) != null) {
                kinds.add(entry);
            } else if (!BESIDE.contains(entry.key())) {
                List<String> known = new ArrayList<>(StepKind.names());
                known.addAll(BESIDE);
                problems.error(
                        entry.at(),
                        "Expected a kind of step, or if, name, optional or replace, but found '"
                                + entry.key()
                                + "'",
                        Suggestion.among(entry.key(), known));
                return null;
            }
        }
        if (kinds.size() != 1) {
            problems.error(
                    map.at(),
                    "Expected one kind of step, but found "
                            + (kinds.isEmpty()
                                    ? "none"
                                    : kinds.stream().map(Yaml.Entry::key).toList()),
                    kinds.isEmpty()
                            ? Suggestion.among("", StepKind.names())
                            : "begin each with a '-' of its own");
            return null;
        }
        return kinds.getFirst();
    }

    private @Nullable EventTest test(Yaml condition, String name) {
        Expression compiled = EventCondition.compile(condition, name, lists, problems);
        return compiled == null ? null : new EventTest(compiled);
    }

    private @Nullable Step step(StepKind kind, Yaml value) {
        return switch (kind) {
            case RENAME, COPY, SET, REMOVE, CONVERT, LOWERCASE -> tables.read(kind, value);
            case DATE, DISSECT, GROK, KV, CSV, JSON, SPLIT -> texts.read(kind, value);
            case CIDR, LOOKUP, PLUGIN -> looks.read(kind, value);
            case DROP_IF -> looks.drop(test(value, kind.text()));
        };
    }
}
