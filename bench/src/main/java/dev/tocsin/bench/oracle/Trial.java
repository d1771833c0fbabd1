package dev.tocsin.bench.oracle;

import dev.tocsin.alert.Alert;
import dev.tocsin.alert.AlertState;
import dev.tocsin.rules.compile.Compilation;
import dev.tocsin.rules.compile.Placeholders;
import dev.tocsin.rules.compile.RuleCompiler;
import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.RuleSet;
import dev.tocsin.rules.source.RuleFile;
import dev.tocsin.topology.metrics.TopologyMetrics.Counter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Some random correlations, random events and a random life of the machine, all functions of a
 * seed; and what the judge says of it.
 *
 * <p>In one trial of four, events arrive in the order of their time: then ids must be right, too.
 */
public final class Trial {
    private final boolean inOrder;
    private final Tempo tempo;
    private final List<Wanted> wanted;
    private final List<Happening> events;
    private final RuleSet rules;
    private final Machine machine;

    private Trial(long seed) {
        Random random = new Random(mixed(seed));
        inOrder = random.nextInt(4) == 0;
        tempo = Tempo.of(random);
        int partitions = 1 + random.nextInt(3);
        int grace = 5 + random.nextInt(55);
        int skewMs = inOrder ? 0 : random.nextInt(grace * tempo.unitMs() / 2);
        int delayMs = inOrder ? 0 : 1 + random.nextInt(grace * tempo.unitMs() - skewMs);
        wanted = new RandomCorrelations(random, tempo, grace).make(3 + random.nextInt(6));
        int count = 5 + random.nextInt(50);
        events =
                new RandomHappenings(random, tempo, partitions, delayMs)
                        .make(count, 10 + count * (1 + random.nextInt(5)));
        rules = compile(wanted);
        machine = new Machine(random, tempo, rules, events, partitions, skewMs);
    }

    /**
     * Random numbers of neighbouring seeds begin alike: all trials of a run would be of one kind.
     */
    private static long mixed(long seed) {
        long mixed = (seed ^ seed >>> 30) * 0xbf58476d1ce4e5b9L;
        return mixed ^ mixed >>> 27;
    }

    /** Plays the trial of a seed. */
    public static Verdict play(long seed) {
        Trial trial = new Trial(seed);
        trial.machine.run();
        return trial.verdict(seed);
    }

    private static RuleSet compile(List<Wanted> wanted) {
        Compilation compiled =
                RuleCompiler.compile(
                        List.of(new RuleFile("trial.yml", yaml(wanted))), Placeholders.none());
        if (compiled.hasErrors()) {
            throw new IllegalStateException(
                    "Expected rules, but " + compiled.problems() + " in\n" + yaml(wanted));
        }
        return compiled.rules();
    }

    private static String yaml(List<Wanted> wanted) {
        List<String> documents = new ArrayList<>();
        for (String name : RandomCorrelations.PLAIN) {
            documents.add(
                    """
                    title: Plain %1$s
                    name: %1$s
                    logsource: {product: any}
                    detection: {selection: {kinds: %1$s}, condition: selection}
                    """
                            .formatted(name));
        }
        wanted.forEach(one -> documents.add(one.yaml()));
        return String.join("---\n", documents);
    }

    private Verdict verdict(long seed) {
        List<Alert> revisions = machine.alerts();
        List<String> problems = new ArrayList<>();
        List<Fate> expected =
                Judge.alerts(wanted, events, inOrder).stream().map(this::comparable).toList();
        List<Fate> found = finals(revisions).stream().map(this::comparable).toList();
        Set<String> doubtful = new HashSet<>();
        wanted.stream().filter(this::isDoubtful).forEach(one -> doubtful.add(one.name()));
        compare(
                expected.stream().filter(fate -> !doubtful.contains(fate.rule())).toList(),
                found.stream().filter(fate -> !doubtful.contains(fate.rule())).toList(),
                problems);
        for (Wanted one : wanted) {
            if (doubtful.contains(one.name())) {
                Suppressed.compare(
                        one,
                        expected.stream().filter(fate -> fate.rule().equals(one.name())).toList(),
                        found.stream().filter(fate -> fate.rule().equals(one.name())).toList(),
                        problems);
            }
        }
        checkRevisions(revisions, problems);
        long late = machine.metrics().value(Counter.LATE);
        if (late > 0) {
            problems.add("too late though it was not: " + late);
        }
        if (!machine.metrics().ruleErrors().isEmpty()) {
            problems.add("failed: " + machine.metrics().ruleErrors());
        }
        if (machine.left() > 0) {
            problems.add("state that nothing frees: " + machine.left());
        }
        return new Verdict(
                seed, wanted.size(), expected.size(), machine.crashes(), problems, setting());
    }

    private String setting() {
        StringBuilder text = new StringBuilder(yaml(wanted));
        events.forEach(event -> text.append(event).append('\n'));
        return text.toString();
    }

    /** The last revisions of alerts that stand. */
    private static List<Fate> finals(List<Alert> revisions) {
        Map<String, Alert> last = new LinkedHashMap<>();
        revisions.forEach(alert -> last.put(alert.id(), alert));
        last.values()
                .removeIf(
                        alert ->
                                alert.state() == AlertState.RETRACTED
                                        || alert.state() == AlertState.SUPERSEDED);
        return last.values().stream().map(Fate::of).toList();
    }

    /** Whether the order of arrival decides which alerts are silent. */
    private boolean isDoubtful(Wanted one) {
        CorrelationPlan plan = rules.correlation(one.name());
        return one.suppressSeconds() > 0 && !(inOrder && plan != null && plan.inner() == 0);
    }

    /** Without what may differ: see line 36 of what alerts promise. */
    private Fate comparable(Fate fate) {
        CorrelationPlan plan = rules.correlation(fate.rule());
        boolean ofEvents = plan != null && plan.inner() == 0;
        Fate spelled = ofEvents ? fate : fate.folded();
        return ofEvents && inOrder ? spelled : spelled.withoutId();
    }

    private static void compare(List<Fate> expected, List<Fate> found, List<String> problems) {
        List<Fate> missing = new ArrayList<>(expected);
        for (Fate fate : found) {
            if (!missing.remove(fate)) {
                problems.add("found, but not expected: " + fate);
            }
        }
        missing.forEach(fate -> problems.add("expected, but not found: " + fate));
    }

    /** Every revision once, and none before the one before it. */
    private static void checkRevisions(List<Alert> revisions, List<String> problems) {
        Set<String> seen = new HashSet<>();
        for (Alert alert : revisions) {
            if (!seen.add(alert.id() + "/" + alert.revision())) {
                problems.add(
                        "written twice: %s/%d: %s"
                                .formatted(alert.id(), alert.revision(), Fate.of(alert)));
            }
            if (alert.revision() > 1 && !seen.contains(alert.id() + "/" + (alert.revision() - 1))) {
                problems.add("one is left out: " + alert.id() + "/" + alert.revision());
            }
        }
    }
}
