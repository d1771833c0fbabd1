package dev.tocsin.rules.pipeline.compile;

import dev.tocsin.rules.compile.EventCondition;
import dev.tocsin.rules.compile.Placeholders;
import dev.tocsin.rules.compile.Suggestion;
import dev.tocsin.rules.compile.Values;
import dev.tocsin.rules.eval.EventTest;
import dev.tocsin.rules.pipeline.Pipeline;
import dev.tocsin.rules.pipeline.Result;
import dev.tocsin.rules.pipeline.Scope;
import dev.tocsin.rules.pipeline.Stage;
import dev.tocsin.rules.pipeline.step.Place;
import dev.tocsin.rules.pipeline.step.StepPlan;
import dev.tocsin.rules.plan.Expression;
import dev.tocsin.rules.source.Document;
import dev.tocsin.rules.source.DocumentProblems;
import dev.tocsin.rules.source.Yaml;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one document of a pipeline file. */
final class PipelineReader {
    /** The most steps of a pipeline. */
    static final int MOST_STEPS = 200;

    /** Keys that are for people. */
    private static final Set<String> KEYS =
            Set.of(
                    "name",
                    "description",
                    "author",
                    "stage",
                    "result",
                    "keep",
                    "when",
                    "definitions",
                    "steps");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private final Document document;
    private final Placeholders lists;
    private final Values values;
    private final DocumentProblems problems;

    private PipelineReader(Document document, Placeholders lists) {
        this.document = document;
        this.lists = lists;
        this.problems = document.problems();
        this.values = new Values(document.root(), problems);
    }

    /** The pipeline, or null when something is wrong with it; the problems then say what. */
    static @Nullable Pipeline read(Document document, Placeholders lists) {
        Pipeline pipeline = new PipelineReader(document, lists).read();
        return document.problems().hasErrors() ? null : pipeline;
    }

    private Pipeline read() {
        values.allowOnly(KEYS, "a pipeline");
        Stage stage = named("stage", Stage.class, Stage.BEFORE);
        if (stage == Stage.AFTER) {
            onlyBefore("result");
            onlyBefore("keep");
        }
        Set<Place> targets = new HashSet<>();
        List<StepPlan> steps = steps(targets);
        Set<String> roots = new HashSet<>();
        targets.forEach(target -> roots.add(target.root()));
        return new Pipeline(
                name(),
                document.file(),
                stage,
                named("result", Result.class, Result.ECS),
                scope(),
                keep(),
                roots,
                steps);
    }

    private String name() {
        String name = values.text("name");
        if (name == null || !NAME.matcher(name).matches()) {
            Yaml at = document.root().get("name");
            problems.error(
                    at == null ? document.root().at() : at.at(),
                    "Expected a name of letters, digits, dots, dashes and underscores, but found "
                            + (at == null ? "none" : at.what()),
                    "add for example 'name: acme-vpn'");
        }
        return name == null ? "" : name;
    }

    private void onlyBefore(String key) {
        Yaml.Entry entry = document.root().entry(key);
        if (entry != null) {
            problems.error(
                    entry.at(),
                    "Expected no '" + key + "' in a pipeline of the stage after, but found one",
                    "such an event is in ECS already: remove it");
        }
    }

    private <E extends Enum<E>> E named(String key, Class<E> type, E otherwise) {
        String text = values.text(key);
        Yaml at = document.root().get(key);
        if (text == null || at == null) {
            return otherwise;
        }
        List<String> names = new ArrayList<>();
        for (E each : type.getEnumConstants()) {
            String name = each.name().toLowerCase(Locale.ROOT);
            if (name.equals(text)) {
                return each;
            }
            names.add(name);
        }
        problems.error(
                at.at(),
                "Expected one of " + names + " in '" + key + "', but found '" + text + "'",
                Suggestion.among(text, names));
        return otherwise;
    }

    private String keep() {
        String keep = values.text("keep");
        Yaml at = document.root().get("keep");
        if (keep == null || at == null) {
            return "custom";
        }
        Place place = Place.of(keep);
        if (place == null || place.isOurs()) {
            problems.error(
                    at.at(),
                    "Expected the name of a field in 'keep', but found " + at.what(),
                    "write for example 'keep: acme.vpn'");
        }
        return keep;
    }

    private Scope scope() {
        Values when = values.map("when");
        if (when == null) {
            return Scope.NONE;
        }
        when.allowOnly(Set.of("source", "pipeline", "event"), "'when'");
        Yaml event = when.map().get("event");
        Expression condition =
                event == null ? null : EventCondition.compile(event, "event", lists, problems);
        if (when.map().entries().isEmpty()) {
            problems.error(
                    when.map().at(),
                    "Expected at least one of source, pipeline and event in 'when', but found none",
                    "for every event write 'source: \"*\"'");
        }
        return new Scope(
                when.texts("source"),
                when.texts("pipeline"),
                condition == null ? null : new EventTest(condition));
    }

    private List<StepPlan> steps(Set<Place> targets) {
        Yaml value = document.root().get("steps");
        if (!(value instanceof Yaml.Sequence list) || list.items().isEmpty()) {
            problems.error(
                    value == null ? document.root().at() : value.at(),
                    "Expected a list of steps, but found "
                            + (value == null ? "none" : value.what()),
                    "add 'steps:' and under it for example '- rename: {src: source.ip}'");
            return List.of();
        }
        if (list.items().size() > MOST_STEPS) {
            problems.error(
                    list.at(),
                    "Expected at most " + MOST_STEPS + " steps, but found " + list.items().size(),
                    "put several fields into one rename, set or convert");
            return List.of();
        }
        Definitions definitions = Definitions.read(document.root().get("definitions"), problems);
        StepReader reader = new StepReader(lists, definitions, targets, problems);
        List<StepPlan> steps = new ArrayList<>();
        for (Yaml item : list.items()) {
            StepPlan step = reader.read(item, steps.size() + 1);
            if (step != null) {
                steps.add(step);
            }
        }
        return steps;
    }
}
