package dev.tocsin.rules.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import dev.tocsin.rules.compile.Placeholders;
import dev.tocsin.rules.pipeline.Outcome;
import dev.tocsin.rules.pipeline.Pipeline;
import dev.tocsin.rules.pipeline.PipelineContext;
import dev.tocsin.rules.pipeline.compile.PipelineCompilation;
import dev.tocsin.rules.pipeline.compile.PipelineCompiler;
import dev.tocsin.rules.source.Problem;
import dev.tocsin.rules.source.RuleFile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a pipeline file and an event hold, problems are said, and it ends. */
class PipelineFuzzTest {
    private static final Duration GENEROUS = Duration.ofSeconds(20);
    private static final PipelineContext CONTEXT =
            PipelineContext.of(Instant.parse("2026-01-05T12:00:00Z"));
    private static final String EVERYTHING =
            """
            name: everything
            when: {source: ['a*b', c], pipeline: d, event: {message|contains: x}}
            keep: acme.x
            definitions: {ID: '[A-Z]{2}%{INT}'}
            steps:
              - rename: {a: source.ip, b.c: d}
              - copy: {message: event.original, d: e.f}
              - set: {event.kind: event, full: '{{user.name}}@{{d}}', n: 5}
              - remove: [x, y.z]
              - convert: {n: float, source.ip: ip, q: boolean, r: integer, s: text}
              - lowercase: [user.name, t]
              - date: {field: t, formats: [iso, epoch-s, epoch-ns, syslog, rfc2822, 'dd/MMM/yyyy:HH:mm:ss Z', 'yyyy-MM-dd'], zone: Europe/Berlin}
              - dissect: {pattern: '%{u} %{+u} [%{v->}] %{?w}'}
              - grok: {field: message, patterns: ['%{IP:i}:%{INT:p:int} %{ID:id}', '(?<k>\\w+)=%{GREEDYDATA:g}', '%{SYSLOGTIMESTAMP:st} %{URI:uri} %{EMAIL:mail}']}
                replace: true
              - kv: {to: kv}
                if: {message|contains: '='}
              - kv: {pair: ';', value: ':'}
              - csv: {columns: [c1, '', c3], separator: ';'}
              - json: {to: j}
              - json: {field: raw}
                optional: true
              - split: {field: message, by: ',', to: parts}
              - cidr: {field: source.ip, networks: [10.0.0.0/8, 'fe80::/10'], tag: inside}
              - lookup: {field: user.name, table: {root: admin, 7: {x: 1}}, to: role, strict: true}
              - drop-if: {one: {a: 1}, two: {message|re: '(a|b)+c$'}, condition: one and not two}
                name: noise
              - plugin: none
            """;
    private static final List<String> MESSAGES =
            List.of(
                    "192.0.2.1:22 AB7 a=1 b=\"two words\" c='x",
                    "k: v; user:alice;;; =; ==",
                    "{\"tocsin\": 1, \"a\": {\"b\": [1, {}]}, \"a.b\": null}",
                    "1;\"a;\"\"b\"\"\";3",
                    "Jan  5 11:59:58 https://u@h.example:1/p?q=1 a@b.example",
                    "one two [three  ] four",
                    "2026-02-29T25:61:61+99:99",
                    "=".repeat(3_000),
                    "\"".repeat(3_001),
                    "a".repeat(20_000) + "!",
                    "a=".repeat(5_000),
                    "\\\\\"'\u0000\uD800\u2028");

    @Test
    void noTextAndNoEventMakesAPipelineFail() {
        Mutations mutations = new Mutations(Fuzz.seed(), List.of(EVERYTHING));
        Random random = new Random(Fuzz.seed());
        int sound = 0;
        for (int i = 0; i < Fuzz.cases(); i++) {
            String text = i == 0 ? EVERYTHING : mutations.next();
            ObjectNode event = event(random);
            int number = i;
            sound +=
                    assertTimeoutPreemptively(
                            GENEROUS, () -> run(text, event, number), Fuzz.replay(number));
        }
        assertThat(sound).as("pipelines that survived their changes").isPositive();
    }

    private static int run(String text, ObjectNode event, int number) {
        try {
            PipelineCompilation compiled =
                    PipelineCompiler.compile(
                            List.of(new RuleFile("f.yml", text)), Placeholders.none());
            for (Problem problem : compiled.problems()) {
                assertThat(problem.line()).as("%s: %s", Fuzz.replay(number), problem).isPositive();
                assertThat(problem.message()).startsWith("Expected ");
            }
            for (Pipeline pipeline : compiled.pipelines().pipelines()) {
                ObjectNode one = event.deepCopy();
                ObjectNode other = event.deepCopy();
                Outcome outcome = pipeline.run(one, CONTEXT);
                assertThat(pipeline.run(other, CONTEXT)).isEqualTo(outcome);
                assertThat(other).isEqualTo(one);
                assertThat(outcome.problems())
                        .allMatch(problem -> problem.contains("Expected "))
                        .noneMatch(problem -> problem.contains("the step to end"));
                assertThat(one.path("tocsin").isMissingNode() || event.has("tocsin")).isTrue();
            }
            return compiled.pipelines().pipelines().size();
        } catch (RuntimeException e) {
            throw new AssertionError("%s:%n%s%n%s".formatted(Fuzz.replay(number), text, event), e);
        }
    }

    private static ObjectNode event(Random random) {
        ObjectNode event = Json.object();
        event.put("message", pick(random));
        for (String name : List.of("a", "b", "t", "user", "raw", "n", "source", "d", "x", "tags")) {
            switch (random.nextInt(6)) {
                case 0 -> event.put(name, pick(random));
                case 1 -> event.put(name, random.nextLong());
                case 2 -> event.putObject(name).put("name", pick(random)).put("ip", "10.1.2.3");
                case 3 -> event.putArray(name).add(pick(random)).add(7).addNull();
                case 4 -> event.putNull(name);
                default -> event.put(name, random.nextBoolean());
            }
        }
        return event;
    }

    private static String pick(Random random) {
        List<String> all = new ArrayList<>(MESSAGES);
        String one = all.get(random.nextInt(all.size()));
        int cut = random.nextInt(one.length() + 1);
        return random.nextBoolean() ? one : one.substring(cut) + one.substring(0, cut);
    }
}
