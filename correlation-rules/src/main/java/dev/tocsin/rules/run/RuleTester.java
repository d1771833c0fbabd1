package dev.tocsin.rules.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.rules.compile.Compilation;
import dev.tocsin.rules.compile.Placeholders;
import dev.tocsin.rules.compile.RuleCompiler;
import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.RiskPlan;
import dev.tocsin.rules.plan.RulePlan;
import dev.tocsin.rules.plan.RuleSet;
import dev.tocsin.rules.run.TestReport.Result;
import dev.tocsin.rules.source.RuleFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs the tests that stand beside rules: {@code <name>.test.yml} tests the rules of {@code
 * <name>.yml}. All rules of the directory take part, but only alerts of that file's rules are
 * compared.
 */
public final class RuleTester {
    private static final InstantSource STOPPED = InstantSource.fixed(Instant.EPOCH);

    private final RuleSet rules;
    private final List<RuleFile> files;
    private final Placeholders lists;
    private final Normalize normalize;
    private final InstantSource clock;
    private final Set<String> firing = new HashSet<>();
    private final Set<String> silent = new HashSet<>();
    private final List<Result> results = new ArrayList<>();

    private RuleTester(
            RuleSet rules,
            List<RuleFile> files,
            Placeholders lists,
            Normalize normalize,
            InstantSource clock) {
        this.clock = clock;
        this.rules = rules;
        this.lists = lists;
        this.files = files;
        this.normalize = normalize;
    }

    /**
     * Compiles the rules of a directory and runs their tests.
     *
     * @param lists what placeholders stand for
     * @param normalize what is done with the events of the tests
     * @param clock measures how long each takes
     */
    public static TestReport test(
            Path directory, Placeholders lists, Normalize normalize, InstantSource clock)
            throws IOException {
        return test(
                RuleDirectory.read(directory),
                RuleDirectory.readTests(directory),
                lists,
                normalize,
                clock);
    }

    /** The same, without measuring. */
    public static TestReport test(Path directory, Placeholders lists, Normalize normalize)
            throws IOException {
        return test(directory, lists, normalize, STOPPED);
    }

    /** The same, with files that need not lie in a directory. */
    static TestReport test(
            List<RuleFile> files, List<RuleFile> tests, Placeholders lists, Normalize normalize) {
        return test(files, tests, lists, normalize, STOPPED);
    }

    private static TestReport test(
            List<RuleFile> files,
            List<RuleFile> tests,
            Placeholders lists,
            Normalize normalize,
            InstantSource clock) {
        Compilation compilation = RuleCompiler.compile(files, lists);
        RuleTester tester = new RuleTester(compilation.rules(), files, lists, normalize, clock);
        tests.forEach(tester::run);
        return new TestReport(compilation.problems(), tester.results, tester.untested());
    }

    private void run(RuleFile file) {
        List<RuleTest> tests;
        Set<String> tested;
        RuleSet with;
        try {
            tested = tested(file);
            tests = TestFileReader.read(file);
            with = rulesWith(TestFileReader.lists(file));
        } catch (IllegalArgumentException e) {
            results.add(
                    new Result(
                            file.path(), "(reading the file)", "" + e.getMessage(), Duration.ZERO));
            return;
        }
        for (RuleTest test : tests) {
            note(test, tested);
            Instant start = clock.instant();
            String difference = new TestRun(with, tested, normalize).difference(test);
            Duration took = Duration.between(start, clock.instant());
            results.add(new Result(file.path(), test.name(), difference, took));
        }
    }

    /** The rules with the lists that a test file brings along. */
    private RuleSet rulesWith(Map<String, List<String>> own) {
        return own.isEmpty()
                ? rules
                : RuleCompiler.compile(files, Placeholders.of(own, lists)).rules();
    }

    private void note(RuleTest test, Set<String> tested) {
        Set<String> expected = new HashSet<>();
        for (JsonNode alert : test.alerts()) {
            expected.add(alert.path("rule").asText());
        }
        firing.addAll(expected);
        for (String rule : tested) {
            if (!expected.contains(rule)) {
                silent.add(rule);
            }
        }
    }

    /** Names and ids of the rules in the file beside a test file. */
    private Set<String> tested(RuleFile test) {
        List<String> paths = RuleDirectory.testedBy(test.path());
        Set<String> ids = new HashSet<>();
        for (RuleFile file : files) {
            if (paths.contains(file.path())) {
                for (JsonNode document : YamlTree.readAll(file)) {
                    ids.add(document.path("name").asText());
                    ids.add(document.path("id").asText());
                }
            }
        }
        if (ids.isEmpty()) {
            throw new IllegalArgumentException(
                    "Expected rules in " + paths.getFirst() + ", but there is no such file");
        }
        return ids;
    }

    private List<String> untested() {
        List<String> untested = new ArrayList<>();
        for (RulePlan rule : rules.rules()) {
            if (rule.alerts()) {
                addUntested(rule.id(), untested);
            }
        }
        for (CorrelationPlan correlation : rules.correlations()) {
            addUntested(correlation.id(), untested);
        }
        for (RiskPlan risk : rules.risks()) {
            addUntested(risk.id(), untested);
        }
        return untested;
    }

    private void addUntested(String rule, List<String> untested) {
        if (!firing.contains(rule)) {
            untested.add("Expected a test in which " + rule + " fires, but found none");
        }
        if (!silent.contains(rule)) {
            untested.add("Expected a test in which " + rule + " stays silent, but found none");
        }
    }
}
