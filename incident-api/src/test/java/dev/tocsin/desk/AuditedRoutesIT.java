package dev.tocsin.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Whatever writes leaves an entry in the audit that says who did it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditedRoutesIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    /** Routes that leave no entry, or not here, and why. */
    private static final Map<String, String> EXCEPTIONS =
            Map.of(
                    "POST /api/v1/presence",
                    "says who looks at what, for seconds, and changes nothing that is kept",
                    "POST /api/v1/suppressions/preview",
                    "counts what a suppression would hide, and changes nothing",
                    "POST /api/v1/oidc/logout",
                    "needs a provider: OidcIT looks for its entry",
                    "POST /api/v1/oidc/backchannel-logout",
                    "needs a provider: OidcBackChannelIT looks for its entry");

    private DeskDriver desk;
    private WritingRoutes routes;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        desk = new DeskDriver(directory);
        routes = new WritingRoutes(desk);
    }

    @AfterAll
    void stop() {
        desk.close();
    }

    @Test
    void knowsEveryRouteThatWrites() {
        Set<String> writing =
                desk.specification().operations().stream()
                        .filter(operation -> !operation.startsWith("GET "))
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<String> known = new TreeSet<>(routes.stories().keySet());
        known.addAll(EXCEPTIONS.keySet());

        assertThat(known)
                .as(
                        "A route that writes needs a story in one of the Stories of WritingRoutes, or an exception here")
                .isEqualTo(writing);
    }

    @TestFactory
    Stream<DynamicTest> asvs1643EveryRouteThatWritesLeavesAnEntryOfWhoUsedIt() {
        return new ArrayList<>(routes.stories().entrySet())
                .stream()
                        .map(
                                story ->
                                        DynamicTest.dynamicTest(
                                                story.getKey(),
                                                () -> leavesAnEntry(story.getValue())));
    }

    private void leavesAnEntry(Stories.Story story) {
        Stories.Actor actor = routes.actor();
        Supplier<Answer> use = story.prepared(actor);
        long before =
                desk.admin().get("/api/v1/audit?limit=1").json().at("/head/sequence").asLong();

        Answer answer = use.get();

        assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
        await().atMost(SOON)
                .untilAsserted(
                        () ->
                                assertThat(entries(before))
                                        .filteredOn(e -> e.path("by").asText().equals(actor.name()))
                                        .extracting(e -> e.path("action").asText())
                                        .isNotEmpty()
                                        .doesNotContain("refused"));
    }

    private List<JsonNode> entries(long after) {
        List<JsonNode> entries = new ArrayList<>();
        desk.admin()
                .get("/api/v1/audit?limit=500&after=" + after)
                .json()
                .path("items")
                .forEach(item -> entries.add(item.path("entry")));
        return entries;
    }
}
