package dev.tocsin.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alert.AlertJson;
import dev.tocsin.desk.alert.AlertFolding;
import dev.tocsin.desk.alert.AlertIndex;
import dev.tocsin.desk.alert.AlertRevision;
import dev.tocsin.desk.alert.AlertStore;
import dev.tocsin.desk.alert.FirstTriage;
import dev.tocsin.desk.alert.Fold;
import dev.tocsin.desk.alert.Status;
import dev.tocsin.desk.alert.StoredAlert;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.change.OutboxSignals;
import dev.tocsin.desk.ops.DeskMetrics;
import dev.tocsin.desk.store.DeskStore;
import dev.tocsin.desk.store.Ids;
import dev.tocsin.embedded.EmbeddedDocumentStore;
import dev.tocsin.json.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However often records come again, on two replicas, alerts fold as in one reading. */
class FoldingPropertyIT {
    private static final int ROUNDS = Integer.getInteger("tocsin.desk.foldings", 12);
    private static final long SEED = Long.getLong("tocsin.desk.seed", 20_261_130);
    private static final int ALERTS = 60;
    private static final int FINGERPRINTS = 4;
    private static final Duration WINDOW = Duration.ofHours(24);
    private static final InstantSource CLOCK = InstantSource.system();

    private final Author author = new Author("ada", new Ids(CLOCK), CLOCK);

    @Test
    void foldsTheSameWhateverComesAgainOnTwoReplicas(@TempDir Path directory) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            RandomGenerator random = new SplittableRandom(SEED + round);
            Path place = directory.resolve("round-" + round);
            try (EmbeddedDocumentStore once = store(place.resolve("once"));
                    EmbeddedDocumentStore twice = store(place.resolve("twice"));
                    DeskStore one = DeskStore.open(once.uri());
                    DeskStore two = DeskStore.open(twice.uri())) {
                List<AlertRevision> log = log(random);
                int half = random.nextInt(ALERTS);
                for (List<AlertRevision> part :
                        List.of(log.subList(0, half), log.subList(half, log.size()))) {
                    AlertStore reader = alerts(one);
                    part.forEach(revision -> reader.put(List.of(revision)));
                    readTwice(two, part, random);
                    closeOne(one, log.subList(0, half));
                    closeOne(two, log.subList(0, half));
                }

                assertThat(folds(two, log))
                        .as("Round %d of -Dtocsin.desk.seed=%d", round, SEED)
                        .isEqualTo(folds(one, log));
                assertThat(total(two, log)).isEqualTo(ALERTS);
            }
        }
    }

    private static EmbeddedDocumentStore store(Path directory) throws Exception {
        return EmbeddedDocumentStore.start(directory, 0);
    }

    /** Two replicas read the log from its beginning, in batches, and go back now and then. */
    private void readTwice(DeskStore store, List<AlertRevision> log, RandomGenerator random)
            throws Exception {
        long seed = random.nextLong();
        try (ExecutorService replicas = Executors.newFixedThreadPool(2)) {
            List<Future<?>> done = new ArrayList<>();
            for (int replica = 0; replica < 2; replica++) {
                RandomGenerator own = new SplittableRandom(seed + replica);
                done.add(replicas.submit(() -> read(alerts(store), log, own)));
            }
            for (Future<?> one : done) {
                one.get();
            }
        }
    }

    private static void read(AlertStore alerts, List<AlertRevision> log, RandomGenerator random) {
        int next = 0;
        while (next < log.size()) {
            int end = Math.min(log.size(), next + 1 + random.nextInt(8));
            alerts.put(log.subList(next, end));
            next = random.nextInt(4) == 0 ? random.nextInt(end + 1) : end;
        }
    }

    /** Somebody closes the first alert of the log that leads others. */
    private void closeOne(DeskStore store, List<AlertRevision> log) {
        AlertStore alerts = alerts(store);
        for (AlertRevision revision : log) {
            StoredAlert alert = Objects.requireNonNull(alerts.find(revision.id()));
            if (alert.fold().phase() == Fold.Phase.LEADER
                    && alert.triage().status() == Status.NEW) {
                alerts.triage(alert, alert.triage().withStatus(Status.CLOSED), null, author);
                return;
            }
        }
    }

    private AlertStore alerts(DeskStore store) {
        OutboxSignals signals = new OutboxSignals(new DeskMetrics());
        return new AlertStore(
                store,
                signals,
                new AlertIndex(1_000),
                FirstTriage.UNTOUCHED,
                new AlertFolding(store, signals, WINDOW, author));
    }

    /** Alerts of few fingerprints, hours apart, some of them with later revisions. */
    private static List<AlertRevision> log(RandomGenerator random) {
        List<AlertRevision> log = new ArrayList<>();
        long hour = 0;
        for (int i = 0; i < ALERTS; i++) {
            hour += random.nextInt(4);
            int rule = random.nextInt(FINGERPRINTS);
            log.add(revision(i, 1, hour, rule));
            if (random.nextInt(4) == 0) {
                log.add(revision(i, 2, hour, rule));
            }
        }
        return log;
    }

    private static AlertRevision revision(int id, int revision, long hour, int rule) {
        byte[] json =
                Json.bytes(
                        AlertJson.write(TestAlerts.at("a" + id, revision, "rule-" + rule, hour)));
        return AlertRevision.read(json, 1_000);
    }

    /** What each alert is folded into, and what each leader counts. */
    private Map<String, String> folds(DeskStore store, List<AlertRevision> log) {
        AlertStore alerts = alerts(store);
        Map<String, String> folds = new TreeMap<>();
        for (AlertRevision revision : log) {
            Fold fold = Objects.requireNonNull(alerts.find(revision.id())).fold();
            assertThat(fold.count().entering()).isEmpty();
            folds.put(
                    revision.id(),
                    "%s %s %d %s %s"
                            .formatted(
                                    fold.phase(),
                                    fold.other(),
                                    fold.count().alerts(),
                                    fold.count().firstMs(),
                                    fold.count().latest().stream().sorted().toList()));
        }
        return folds;
    }

    private long total(DeskStore store, List<AlertRevision> log) {
        AlertStore alerts = alerts(store);
        return log.stream()
                .map(AlertRevision::id)
                .distinct()
                .map(id -> Objects.requireNonNull(alerts.find(id)).fold())
                .filter(fold -> fold.phase() == Fold.Phase.LEADER)
                .mapToLong(fold -> fold.count().alerts())
                .sum();
    }
}
