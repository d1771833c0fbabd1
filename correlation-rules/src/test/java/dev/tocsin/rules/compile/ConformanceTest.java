package dev.tocsin.rules.compile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.event.LogSource;
import dev.tocsin.rules.compile.ConformanceCase.Expected;
import dev.tocsin.rules.compile.ConformanceCase.Sent;
import dev.tocsin.rules.eval.IndexedMatcher;
import dev.tocsin.rules.eval.PlainMatcher;
import dev.tocsin.rules.plan.Matcher;
import dev.tocsin.rules.plan.RuleMatch;
import dev.tocsin.rules.plan.RulePlan;
import dev.tocsin.rules.source.Problem;
import dev.tocsin.rules.source.RuleFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The cases in {@code conformance/}, through the index and without, and that none is missing. */
class ConformanceTest {
    private static final int LINES = 15;
    private static final List<ConformanceCase> CASES = cases();

    @TestFactory
    Stream<DynamicTest> engineConforms() {
        return CASES.stream().map(one -> DynamicTest.dynamicTest(one.toString(), () -> run(one)));
    }

    @Test
    void everyLineHasACase() {
        Set<Integer> lines = new TreeSet<>();
        CASES.forEach(one -> lines.add(one.line()));

        assertThat(lines).containsAll(Stream.iterate(1, n -> n + 1).limit(LINES).toList());
    }

    @ParameterizedTest
    @EnumSource(Modifier.class)
    void everyModifierHasItsCases(Modifier modifier) {
        Set<ModifierEvidence.Kind> shown = EnumSet.noneOf(ModifierEvidence.Kind.class);
        CASES.forEach(one -> shown.addAll(ModifierEvidence.of(modifier, one)));
        Set<ModifierEvidence.Kind> needed = EnumSet.allOf(ModifierEvidence.Kind.class);
        if (modifier == Modifier.EXISTS) {
            needed.remove(ModifierEvidence.Kind.ALL);
        }

        assertThat(shown).containsAll(needed);
    }

    private static void run(ConformanceCase one) {
        Compilation compilation =
                RuleCompiler.compile(
                        List.of(new RuleFile("case.yml", one.rules())), one.lists()::get);
        List<RulePlan> rules = List.copyOf(compilation.rules().rules());
        for (Matcher matcher : List.of(IndexedMatcher.of(rules), new PlainMatcher(rules))) {
            for (Sent sent : one.events()) {
                assertThat(matching(matcher, sent.event()))
                        .as("%s on %s", matcher.getClass().getSimpleName(), sent.event())
                        .containsExactlyInAnyOrderElementsOf(sent.match());
            }
        }
        assertProblems(compilation.problems(), one.problems());
    }

    private static List<String> matching(Matcher matcher, JsonNode event) {
        List<String> ids = new ArrayList<>();
        for (RuleMatch match : matcher.match(event, LogSource.of(event))) {
            ids.add(match.rule().id());
        }
        return ids;
    }

    private static void assertProblems(List<Problem> found, List<Expected> expected) {
        assertThat(found).as("problems").hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            Problem problem = found.get(i);
            Expected wanted = expected.get(i);
            assertThat(problem.severity().text()).as("%s", problem).isEqualTo(wanted.severity());
            assertThat(problem.line()).as("%s", problem).isEqualTo(wanted.line());
            assertThat(problem.column()).as("%s", problem).isEqualTo(wanted.column());
            assertThat(problem.message()).contains(wanted.message());
            assertThat(problem.hint()).as("%s", problem).isNotEmpty();
        }
    }

    private static List<ConformanceCase> cases() {
        List<ConformanceCase> cases = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("conformance"))) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".yml")) {
                    cases.addAll(ConformanceCase.read(name, Files.readString(file)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return cases;
    }
}
