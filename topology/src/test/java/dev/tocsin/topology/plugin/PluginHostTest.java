package dev.tocsin.topology.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import dev.tocsin.plugin.EventPlugin;
import dev.tocsin.plugin.PluginCall;
import dev.tocsin.rules.pipeline.PipelineContext;
import dev.tocsin.rules.pipeline.PipelineSet;
import dev.tocsin.rules.pipeline.Plugins.Answer;
import dev.tocsin.topology.metrics.TopologyMetrics;
import dev.tocsin.topology.normalize.EventNormalizer;
import dev.tocsin.topology.normalize.IngestInfo;
import dev.tocsin.topology.normalize.NormalizedEvent;
import dev.tocsin.topology.normalize.Reading;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What plugins may do, and what the stream does when they do what they may not. */
class PluginHostTest {
    private static final Instant ARRIVAL = Instant.parse("2026-01-01T12:00:00Z");
    private static final PluginLimits LIMITS = new PluginLimits(Duration.ofSeconds(30), 2, 3);
    private static final PluginLimits SHORT = new PluginLimits(Duration.ofMillis(200), 2, 3);

    private final TopologyMetrics metrics = new TopologyMetrics();
    private final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicInteger calls = new AtomicInteger();

    /** A plugin that does what a test says. */
    private record Doing(Set<String> sources, BiConsumer<ObjectNode, PluginCall> doing)
            implements EventPlugin {
        @Override
        public String name() {
            return "acme";
        }

        @Override
        public void process(ObjectNode event, PluginCall call) {
            doing.accept(event, call);
        }
    }

    @AfterEach
    void endLoops() {
        stop.set(true);
    }

    @Test
    void aPluginChangesTheEvent() {
        Answer answer =
                run(
                        host(
                                (event, call) -> {
                                    event.put("at", call.receivedAt().toString());
                                    call.problem("it was hard");
                                }));

        assertThat(answer)
                .isEqualTo(
                        new Answer.Done(
                                Json.object().put("a", 1).put("at", ARRIVAL.toString()),
                                List.of("it was hard")));
        assertThat(metrics.prometheus())
                .contains("tocsin_topology_plugin_calls_total{plugin=\"acme\"} 1");
    }

    @Test
    void aPluginThatThrowsLeavesTheEventAsItWas() {
        ObjectNode event = Json.object().put("a", 1);
        Answer answer =
                host((given, _) -> {
                            given.removeAll();
                            throw new IllegalStateException("no");
                        })
                        .run("acme", event, PipelineContext.of(ARRIVAL));

        assertThat(answer).isEqualTo(new Answer.Failed("java.lang.IllegalStateException: no"));
        assertThat(event).isEqualTo(Json.object().put("a", 1));
    }

    @Test
    void aPluginThatNeedsTooMuchStackFailsAlone() {
        assertThat(run(host((_, _) -> dive(1)))).isInstanceOf(Answer.Failed.class);
    }

    @SuppressWarnings("InfiniteRecursion")
    private static int dive(int depth) {
        return dive(depth + 1) + 1;
    }

    @Test
    void aPluginThatFailsTooOftenInARowIsSwitchedOff() {
        PluginHost host =
                host(
                        (_, _) -> {
                            calls.incrementAndGet();
                            throw new IllegalStateException("no");
                        });
        for (int i = 0; i < 5; i++) {
            run(host);
        }

        assertThat(calls).hasValue(3);
        assertThat(run(host))
                .isEqualTo(
                        new Answer.Failed(
                                "it switched off: 3 failures in a row, the last:"
                                        + " java.lang.IllegalStateException: no"));
        assertThat(host.warnings()).singleElement().asString().contains("acme is switched off");
        assertThat(metrics.prometheus())
                .contains("tocsin_topology_plugin_failures_total{plugin=\"acme\"} 3")
                .contains("tocsin_topology_plugins_switched_off_total{plugin=\"acme\"} 1");
    }

    @Test
    void aPluginThatWorksInBetweenIsNotSwitchedOff() {
        PluginHost host =
                host(
                        (_, _) -> {
                            if (calls.incrementAndGet() % 3 != 0) {
                                throw new IllegalStateException("no");
                            }
                        });
        for (int i = 0; i < 30; i++) {
            run(host);
        }

        assertThat(calls).hasValue(30);
        assertThat(host.warnings()).isEmpty();
    }

    @Test
    void aPluginThatLoopsIsLeftBehindAndSwitchedOff() {
        PluginHost host =
                PluginHost.of(List.of(new Doing(Set.of(), (_, _) -> loop())), SHORT, metrics);

        assertThat(run(host)).isEqualTo(new Answer.Failed("no end within 200 ms"));
        assertThat(run(host)).isEqualTo(new Answer.Failed("no end within 200 ms"));
        assertThat(run(host))
                .isEqualTo(new Answer.Failed("it switched off: 2 calls that did not end in time"));
        assertThat(calls).hasValue(2);
        assertThat(host.warnings()).singleElement().asString().contains("acme is switched off");
        assertThat(metrics.prometheus())
                .contains("tocsin_topology_plugins_switched_off_total{plugin=\"acme\"} 1");
    }

    /** Deaf to interruption, as a loop is. */
    private void loop() {
        calls.incrementAndGet();
        while (!stop.get()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void theEventGoesOnWithoutThePluginThatLoops() {
        PluginHost host =
                PluginHost.of(
                        List.of(new Doing(Set.of("vpn-*"), (_, _) -> loop())), SHORT, metrics);

        NormalizedEvent event = normalized(host, Json.object().put("message", "hello"));

        assertThat(event.event().path("message").asText()).isEqualTo("hello");
        assertThat(event.event().at("/tocsin/pipeline").toString()).isEqualTo("[\"acme\"]");
        assertThat(event.event().at("/tocsin/problems/0").asText())
                .isEqualTo(
                        "Pipeline acme, plugin: Expected the plugin acme to take the event, but"
                                + " found no end within 200 ms");
    }

    @Test
    void aPluginReadsWhatItsSourcesSend() {
        PluginHost host =
                PluginHost.of(
                        List.of(
                                new Doing(
                                        Set.of("vpn-*"),
                                        (event, _) -> {
                                            event.putObject("user").put("name", "alice");
                                            event.putObject("acme").put("x", 1);
                                        })),
                        LIMITS,
                        metrics);

        ObjectNode event = normalized(host, Json.object().put("message", "hello")).event();

        assertThat(Json.text(event, "user.name")).isEqualTo("alice");
        assertThat(Json.text(event, "acme.x")).isEqualTo("1");
        assertThat(event.at("/related/user/0").asText()).isEqualTo("alice");
    }

    @Test
    void twoPluginsOfOneNameAreOneAndAWarning() {
        Doing one = new Doing(Set.of(), (event, _) -> event.put("one", 1));
        Doing two = new Doing(Set.of(), (event, _) -> event.put("two", 2));
        PluginHost host = PluginHost.of(List.of(one, two), LIMITS, metrics);

        assertThat(host.warnings())
                .containsExactly("Expected one plugin of the name acme, but found two");
        assertThat(run(host))
                .isEqualTo(new Answer.Done(Json.object().put("a", 1).put("one", 1), List.of()));
    }

    private PluginHost host(BiConsumer<ObjectNode, PluginCall> doing) {
        return PluginHost.of(List.of(new Doing(Set.of(), doing)), LIMITS, metrics);
    }

    private static Answer run(PluginHost host) {
        return host.run("acme", Json.object().put("a", 1), PipelineContext.of(ARRIVAL));
    }

    private static NormalizedEvent normalized(PluginHost host, ObjectNode sent) {
        Reading reading = new Reading(host.with(PipelineSet::empty), host);
        return new EventNormalizer(reading)
                .normalize(
                        sent,
                        new IngestInfo(ARRIVAL, "raw-0-1", null, "vpn-1", null, ZoneOffset.UTC));
    }
}
