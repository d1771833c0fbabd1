package dev.tocsin.desk.incident.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.desk.change.OutboxSignals;
import dev.tocsin.desk.ops.DeskMetrics;
import dev.tocsin.desk.store.DeskStore;
import dev.tocsin.embedded.EmbeddedDocumentStore;
import dev.tocsin.event.EventRef;
import dev.tocsin.id.Sha256;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Documents of evidence are looked for as long as it makes sense, whatever becomes of the index.
 */
class EvidenceCopierIT {
    private static final String INCIDENT = "INC-2026-000001";
    private static final JsonNode DOCUMENT = Json.object().put("message", "rm -rf /");
    private static final Duration SECONDS = Duration.ofSeconds(5);
    private static final Duration MINUTES = Duration.ofMinutes(1);

    private final Map<String, JsonNode> index = new HashMap<>();
    private EmbeddedDocumentStore server;
    private DeskStore store;
    private EvidenceStore evidence;
    private EvidenceCopier copier;
    private Instant now = Instant.parse("2026-11-30T08:00:00Z");
    private final Map<String, byte[]> topic = new HashMap<>();
    private boolean away;
    private boolean kafkaAway;
    private int looks;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        server = EmbeddedDocumentStore.start(directory, 0);
        store = DeskStore.open(server.uri());
        evidence = new EvidenceStore(store, new OutboxSignals(new DeskMetrics()));
        copier = new EvidenceCopier(evidence, this::look, this::raw, () -> now);
        evidence.attach(List.of(pending("piece", "late")));
    }

    private Evidence pending(String id, String event) {
        long at = now.toEpochMilli();
        EventRef ref = new EventRef(event, at, "tocsin.events.raw.v1", 3, 77);
        return Evidence.pending(id, INCIDENT, "alert", ref, null, at, "ada");
    }

    @AfterEach
    void stop() {
        store.close();
        server.close();
    }

    private @Nullable JsonNode look(String id) throws IOException {
        looks++;
        if (away || id.equals("unreadable")) {
            throw new IOException("The index is away");
        }
        return index.get(id);
    }

    private byte @Nullable [] raw(EventRef event) throws IOException {
        if (kafkaAway) {
            throw new IOException("Kafka is away");
        }
        return topic.get(event.id());
    }

    @Test
    void copiesADocumentThatIsSearchableSecondsLater() {
        pass(Duration.ofSeconds(10));
        index.put("late", DOCUMENT);
        pass(Duration.ofSeconds(10));

        assertThat(piece().state()).isEqualTo(EvidenceState.COPIED);
        assertThat(evidence.bytes(INCIDENT, "piece")).isEqualTo(Json.bytes(DOCUMENT));
    }

    @Test
    void copiesADocumentThatComesHoursLater() {
        pass(Duration.ofHours(12));
        index.put("late", DOCUMENT);
        pass(Duration.ofHours(7));

        assertThat(piece().state()).isEqualTo(EvidenceState.COPIED);
        assertThat(piece().copiedAtMs())
                .isGreaterThan(piece().addedAtMs() + Duration.ofHours(12).toMillis());
    }

    @Test
    void givesUpAfterADayAndLooksLessAndLessOftenUntilThen() {
        pass(EvidenceCopier.LONGEST);
        assertThat(piece().state()).isEqualTo(EvidenceState.PENDING);
        assertThat(looks).isBetween(10, 50);

        pass(EvidenceCopier.LONGEST);
        assertThat(piece().state()).isEqualTo(EvidenceState.MISSING);
        int before = looks;
        pass(Duration.ofHours(1));
        assertThat(looks).isEqualTo(before);
    }

    @Test
    void doesNotGiveUpWhileTheIndexIsAwayForDays() {
        away = true;
        pass(EvidenceCopier.LONGEST.multipliedBy(2));
        assertThat(piece().state()).isEqualTo(EvidenceState.PENDING);

        away = false;
        index.put("late", DOCUMENT);
        pass(SECONDS);

        assertThat(piece().state()).isEqualTo(EvidenceState.COPIED);
    }

    @Test
    void doesNotLookForADocumentLessBecauseTheIndexWasAwayForDays() {
        away = true;
        pass(EvidenceCopier.LONGEST.multipliedBy(2));
        away = false;
        pass(Duration.ofHours(1));
        assertThat(piece().state()).isEqualTo(EvidenceState.PENDING);

        index.put("late", DOCUMENT);
        pass(EvidenceCopier.LONGEST);

        assertThat(piece().state()).isEqualTo(EvidenceState.COPIED);
    }

    @Test
    void keepsTheBytesThatTheEventCameInWhenItsDocumentDoesNotCome() {
        byte[] sent = "<13>the line".getBytes(StandardCharsets.UTF_8);
        topic.put("late", sent);
        pass(EvidenceCopier.LONGEST);
        assertThat(piece().state()).isEqualTo(EvidenceState.PENDING);

        kafkaAway = true;
        pass(EvidenceCopier.LONGEST);
        assertThat(piece().state()).isEqualTo(EvidenceState.PENDING);
        kafkaAway = false;
        pass(Duration.ofHours(1));

        assertThat(piece().state()).isEqualTo(EvidenceState.RAW);
        assertThat(evidence.bytes(INCIDENT, "piece")).isEqualTo(sent);
        assertThat(piece().sha256()).isEqualTo(Sha256.hex(sent));
    }

    @Test
    void keepsTheBytesBeforeTheTopicForgetsThemWhenTheIndexStaysAway() {
        topic.put("late", new byte[] {1});
        away = true;

        pass(EvidenceCopier.LONGEST.plus(MINUTES));

        assertThat(piece().state()).isEqualTo(EvidenceState.RAW);
    }

    @Test
    void keepsTheBytesAtOnceWhenThereIsNoIndex() {
        topic.put("late", new byte[] {1});
        try (EvidenceCopier alone = new EvidenceCopier(evidence, null, this::raw, () -> now)) {
            alone.run();
        }

        assertThat(piece().state()).isEqualTo(EvidenceState.RAW);
    }

    @Test
    void copiesTheOthersThoughOneCannotBeRead() {
        evidence.attach(List.of(pending("first", "unreadable"), pending("second", "there")));
        index.put("there", DOCUMENT);
        index.put("late", DOCUMENT);

        pass(SECONDS);

        assertThat(piece().state()).isEqualTo(EvidenceState.COPIED);
        assertThat(state("second")).isEqualTo(EvidenceState.COPIED);
        assertThat(state("first")).isEqualTo(EvidenceState.PENDING);
    }

    @Test
    void asksAnIndexThatIsAwayAFewTimesOnly() {
        for (int i = 0; i < 100; i++) {
            evidence.attach(List.of(pending("piece-" + i, "event-" + i)));
        }
        away = true;

        copier.run();

        assertThat(looks).isLessThan(5);
    }

    /** Lets the time pass; what is due is done now and then. */
    private void pass(Duration time) {
        Duration step = time.compareTo(MINUTES) < 0 ? SECONDS : MINUTES;
        Instant end = now.plus(time);
        while (now.isBefore(end)) {
            now = now.plus(step);
            copier.run();
        }
    }

    private Evidence piece() {
        return Objects.requireNonNull(evidence.find(INCIDENT, "piece"));
    }

    private EvidenceState state(String id) {
        return Objects.requireNonNull(evidence.find(INCIDENT, id)).state();
    }
}
