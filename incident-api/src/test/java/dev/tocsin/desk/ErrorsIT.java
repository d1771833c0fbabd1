package dev.tocsin.desk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.tocsin.desk.store.DeskStore;
import dev.tocsin.topic.Topics;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every error of every route: each one that the specification names is provoked, and none is
 * answered that it does not name.
 */
class ErrorsIT {
    private static final Map<String, String> ONE_IN_FIVE_SECONDS =
            Map.of(
                    "TOCSIN_API_RATE_ADDRESS", "1",
                    "TOCSIN_API_RATE_LOGINS", "1",
                    "TOCSIN_API_RATE_PROVIDER", "1");

    /** The lists that MozDef's routes write. */
    private static final Map<String, String> MOZDEF_LISTS =
            Map.of(
                    "/blockip", "mozdef-blocked-addresses",
                    "/blockfqdn", "mozdef-blocked-names",
                    "/watchitem", "mozdef-watched");

    private final Set<String> seen = new ConcurrentSkipListSet<>();
    private final Set<String> faults = new ConcurrentSkipListSet<>();
    private final Map<Specification.Operation, Sent> good = new LinkedHashMap<>();

    @Test
    void provokesEveryErrorThatIsSpecifiedAndGetsNoOther(@TempDir Path directory) throws Exception {
        try (ElasticStub elastic = new ElasticStub();
                DeskDriver desk =
                        new DeskDriver(directory, Map.of("ELASTICSEARCH_URL", elastic.address()))) {
            GoodRequests requests = new GoodRequests(desk);
            good.putAll(requests.all());
            String stranger = requests.stranger();
            useNamesOfOthers(desk);
            good.forEach((operation, sent) -> provoke(desk, operation, sent, stranger));
            sendAgainWhileUnderWay(desk);
            askTooOften(desk);
            desk.withoutStore(
                    () -> atOnce(good, (o, sent) -> note(name(o), send(desk.nobody(), sent))));

            assertThat(faults).as("Answers that are not as specified").isEmpty();
            Set<String> unseen = specified(desk.specification());
            unseen.removeAll(seen);
            assertThat(unseen)
                    .as(
                            "Specified errors that nothing provokes here; ErrorsElsewhere says where, or why not")
                    .containsExactlyInAnyOrderElementsOf(elsewhere());
        }
    }

    @Test
    void knowsTheTestsThatProvokeTheOthers() {
        assertThat(ErrorsElsewhere.TESTS.values())
                .allSatisfy(
                        test -> {
                            String[] named = test.split("#", 2);
                            Class<?> type = Class.forName("dev.tocsin.desk." + named[0]);
                            assertThat(type.getDeclaredMethods())
                                    .extracting(Method::getName)
                                    .contains(named[1]);
                        });
    }

    private static Set<String> elsewhere() {
        Set<String> elsewhere = new TreeSet<>(ErrorsElsewhere.TESTS.keySet());
        elsewhere.addAll(ErrorsElsewhere.RACES.keySet());
        return elsewhere;
    }

    /** Lists that the directory of rules has published are not MozDef's. */
    private void useNamesOfOthers(DeskDriver desk) {
        byte[] theirs = "{\"values\":[],\"origin\":\"directory\"}".getBytes(UTF_8);
        good.forEach(
                (operation, sent) -> {
                    String list = MOZDEF_LISTS.get(operation.path());
                    if (list != null) {
                        desk.send(Topics.LISTS, list, theirs);
                        note(name(operation), send(desk.nobody(), sent));
                        desk.send(Topics.LISTS, list, null);
                    }
                });
    }

    private void provoke(
            DeskDriver desk, Specification.Operation operation, Sent sent, String stranger) {
        Set<Integer> specified = desk.specification().errors(operation);
        for (Provocation wrong : Provocation.of(operation, sent, specified, stranger)) {
            Answer answer = send(desk.nobody(), wrong.change().apply(sent));
            note(name(operation), answer);
            if (answer != null && answer.status() >= 400 && !specified.contains(answer.status())) {
                faults.add(
                        name(operation)
                                + " does not specify "
                                + answer.status()
                                + " "
                                + answer.text());
            }
        }
    }

    /** As when the first request with the key is still being done, on another replica. */
    private void sendAgainWhileUnderWay(DeskDriver desk) {
        Map<Specification.Operation, Sent> keyed = new LinkedHashMap<>();
        good.forEach(
                (operation, sent) -> {
                    if (operation.parameters().stream()
                            .anyMatch(p -> p.path("name").asText().equals("Idempotency-Key"))) {
                        keyed.put(operation, sent.with("Idempotency-Key", "under-way"));
                    }
                });
        keyed.forEach((operation, sent) -> note(name(operation), send(desk.nobody(), sent)));
        try (DeskStore store = DeskStore.open(desk.storeUri())) {
            store.requests()
                    .updateMany(
                            new Document(),
                            Updates.combine(Updates.unset("done"), Updates.unset("answer")));
            assertThat(store.requests().countDocuments(Filters.exists("done", false))).isPositive();
        }
        atOnce(keyed, (o, sent) -> note(name(o), send(desk.nobody(), sent)));
        keyed.forEach(
                (operation, sent) ->
                        note(
                                name(operation),
                                send(desk.nobody(), sent.at(sent.path() + "?another=request"))));
    }

    private void askTooOften(DeskDriver desk) throws InterruptedException {
        try (DeskServer replica = DeskServer.start(desk.config(ONE_IN_FIVE_SECONDS))) {
            good.forEach(
                    (operation, sent) -> {
                        Sent stranger = sent.without("Authorization");
                        for (int i = 0; i < 20; i++) {
                            Answer answer = send(desk.nobody(replica), stranger);
                            note(name(operation), answer);
                            if (answer == null || answer.status() == 429) {
                                return;
                            }
                        }
                    });
        }
    }

    private static void atOnce(
            Map<Specification.Operation, Sent> requests,
            BiConsumer<Specification.Operation, Sent> each) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            requests.forEach((o, sent) -> threads.execute(() -> each.accept(o, sent)));
        }
    }

    private @Nullable Answer send(Caller caller, Sent sent) {
        try {
            return caller.sending(_ -> sent).get(sent.path());
        } catch (AssertionError | UncheckedIOException e) {
            faults.add(e.getMessage());
            return null;
        }
    }

    private void note(String route, @Nullable Answer answer) {
        if (answer != null) {
            seen.add(route + " " + answer.status());
        }
    }

    private static Set<String> specified(Specification specification) {
        Set<String> all = new TreeSet<>();
        for (Specification.Operation operation : specification.all()) {
            specification.errors(operation).forEach(e -> all.add(name(operation) + " " + e));
        }
        return all;
    }

    private static String name(Specification.Operation operation) {
        return operation.method() + " " + operation.path();
    }
}
