package dev.tocsin.rules.compile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.json.Json;
import dev.tocsin.rules.eval.PlainMatcher;
import dev.tocsin.rules.plan.RuleMatch;
import dev.tocsin.rules.plan.RuleSet;
import dev.tocsin.rules.source.Problem;
import dev.tocsin.rules.source.RuleFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compiles texts for tests, and asks what matches: with the index and without. */
public final class Compiled {
    private final Compilation compilation;

    private Compiled(Compilation compilation) {
        this.compilation = compilation;
    }

    /** Compiles one file. */
    public static Compiled file(String text) {
        return files(Map.of(), new RuleFile("test.yml", text));
    }

    /** Compiles several files with lists. */
    public static Compiled files(Map<String, List<String>> lists, RuleFile... files) {
        return new Compiled(RuleCompiler.compile(List.of(files), lists::get));
    }

    /** Compiles a rule for any product from its detection, indented by two. */
    public static Compiled detection(String detection) {
        return file(
                """
                title: Test
                name: test
                logsource: {product: test}
                detection:
                """
                        + detection);
    }

    /** Compiles a rule of one item in flow style, for example {@code a|contains: x}. */
    public static Compiled item(String item) {
        return detection("  selection:\n    " + item + "\n  condition: selection\n");
    }

    public Compilation compilation() {
        return compilation;
    }

    public RuleSet rules() {
        return compilation.rules();
    }

    /** Fails if there is any problem. */
    public Compiled sound() {
        assertThat(compilation.problems()).isEmpty();
        return this;
    }

    /** Whether any rule matches. */
    public boolean matches(String event) {
        return !matching(event).isEmpty();
    }

    /** Ids of the rules that match; the index and the plain matcher must agree. */
    public List<String> matching(String event) {
        assertThat(compilation.hasErrors()).as("%s", compilation.problems()).isFalse();
        List<RuleMatch> matches = match(event);
        List<String> ids = new ArrayList<>();
        matches.forEach(match -> ids.add(match.rule().id()));
        return ids;
    }

    /** The matches; the index and the plain matcher must agree. */
    public List<RuleMatch> match(String event) {
        JsonNode json = json(event);
        List<RuleMatch> matches = rules().match(json);
        assertThat(matches).isEqualTo(new PlainMatcher(rules().rules()).match(json));
        return matches;
    }

    /** The problems, as people see them. */
    public List<String> problems() {
        List<String> texts = new ArrayList<>();
        for (Problem problem : compilation.problems()) {
            texts.add(problem.toString());
        }
        return texts;
    }

    /** Reads an event; single quotes stand for double ones. */
    public static JsonNode json(String text) {
        try {
            return Json.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
