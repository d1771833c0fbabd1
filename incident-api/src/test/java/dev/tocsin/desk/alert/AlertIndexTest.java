package dev.tocsin.desk.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.desk.query.Place;
import dev.tocsin.desk.query.QueryException;
import dev.tocsin.desk.query.QueryParser;
import dev.tocsin.desk.query.QueryPredicate;
import dev.tocsin.desk.query.Selection;
import dev.tocsin.desk.query.SortOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of lists are what sorting all alerts would give, whichever way they were found. */
class AlertIndexTest {
    /** More than a list walks through before it looks at all of them. */
    private static final int ALERTS = 6_000;

    private static final int PAGE = 300;
    private static final List<String> LEVELS = List.of("low", "medium", "high");
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final AlertIndex index = new AlertIndex(2 * ALERTS);
    private final Map<String, StoredAlert> alerts = new HashMap<>();
    private final Random random = new Random(20_260_101);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "level:high | -at",
                "level:high | at",
                "level:high | -updated_at",
                "level:high | updated_at,-level",
                "NOT user.name:u1 | level,-at",
                "user.name:u7 | -at",
                "user.name:u7 | updated_at",
                "incident:hidden | -updated_at",
                "id:nobody | -at"
            })
    void pagesAreWhatSortingAllWouldGive(String filter, String sort) throws QueryException {
        fill();
        SortOrder order = SortOrder.parse(sort, AlertFields.ALL);
        Set<String> hidden = Set.of("hidden");
        List<String> expected = sorted(filter, order, hidden);
        List<String> found = new ArrayList<>();
        @Nullable Place after = null;
        List<Selection.Found<String>> page;
        do {
            page =
                    index.list(
                            QueryParser.parse(filter, AlertFields.ALL, NOW),
                            order,
                            after,
                            PAGE,
                            hidden);
            page.forEach(one -> found.add(one.item()));
            after = page.isEmpty() ? after : Place.parse(page.getLast().place().text(), order);
        } while (page.size() == PAGE);

        assertThat(found).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"at", "-at", "updated_at", "-updated_at"})
    void aPlaceWithoutATimeIsOneAsWell(String sort) throws QueryException {
        fill();
        SortOrder order = SortOrder.parse(sort, AlertFields.ALL);
        List<@Nullable Object> missing = new ArrayList<>();
        missing.add(null);

        assertThat(
                        index.list(
                                QueryParser.parse("level:high", AlertFields.ALL, NOW),
                                order,
                                new Place(missing, "id"),
                                PAGE,
                                Set.of()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"at", "-updated_at"})
    void whatIsBeyondTheLimitIsInNoList(String sort) throws QueryException {
        AlertIndex few = new AlertIndex(10);
        for (int i = 0; i < 25; i++) {
            few.accept(alert("a" + i, i, i % 7, "low", "u"));
        }

        assertThat(
                        few.list(
                                QueryParser.parse("level:low", AlertFields.ALL, NOW),
                                SortOrder.parse(sort, AlertFields.ALL),
                                null,
                                PAGE,
                                Set.of()))
                .extracting(Selection.Found::item)
                .containsExactlyInAnyOrder(
                        "a15", "a16", "a17", "a18", "a19", "a20", "a21", "a22", "a23", "a24");
    }

    /** Many of the same time, and a third of them changed later. */
    private void fill() {
        for (int i = 0; i < ALERTS; i++) {
            take(0, i, "alert-" + i);
        }
        for (int i = 0; i < ALERTS / 3; i++) {
            take(1, i, "alert-" + random.nextInt(ALERTS));
        }
    }

    private void take(long later, int n, String id) {
        StoredAlert known = alerts.get(id);
        long at = known == null ? random.nextInt(ALERTS / 4) : known.atMs();
        long updated = (known == null ? at : known.updatedAtMs()) + later * random.nextInt(2_000);
        String user = n % 1_000 == 77 ? "u7" : "u" + n % 3;
        StoredAlert alert = alert(id, at, updated, LEVELS.get(random.nextInt(3)), user);
        if (known == null || updated > known.updatedAtMs()) {
            alerts.put(id, alert);
        }
        index.accept(alert);
    }

    private StoredAlert alert(String id, long at, long updated, String level, String user) {
        String body =
                """
                {"id":"%s","message":"m","user":{"name":"%s"},
                 "tocsin":{"alert":{"level":"%s","context":["user.name"]}}}"""
                        .formatted(id, user, level);
        Document document =
                new Document("_id", id)
                        .append("body", body)
                        .append("revision", 1L)
                        .append("edits", 0L)
                        .append("at", at)
                        .append("updated_at", updated)
                        .append(
                                "triage",
                                new Document("status", "new")
                                        .append("incident", at % 5 == 0 ? "hidden" : null));
        return StoredAlert.from(document);
    }

    private List<String> sorted(String filter, SortOrder order, Set<String> hidden)
            throws QueryException {
        var wanted = AlertFilter.of(filter, NOW);
        Map<String, Place> places = new HashMap<>();
        alerts.forEach(
                (id, alert) -> {
                    QueryPredicate.Subject all = AlertFilter.subject(alert);
                    QueryPredicate.Subject seen =
                            field ->
                                    all.values(field).stream()
                                            .filter(value -> !hidden.contains(value))
                                            .toList();
                    if (wanted.test(seen)) {
                        places.put(id, order.place(seen, id));
                    }
                });
        return places.values().stream().sorted(order.comparator()).map(Place::id).toList();
    }
}
