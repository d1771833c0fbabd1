package dev.tocsin.rules.correlate;

import static dev.tocsin.rules.correlate.InnerResults.result;
import static dev.tocsin.rules.correlate.InnerResults.takenBack;
import static dev.tocsin.rules.correlate.PlanBuilder.plan;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tocsin.event.EventRef;
import dev.tocsin.id.ContentId;
import dev.tocsin.json.Json;
import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.CorrelationType;
import dev.tocsin.rules.plan.TypeSettings.GeoSettings;
import dev.tocsin.rules.value.FieldPath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Line 31: two events of one group farther apart than one can travel. */
class GeoVelocityTest {
    private static final String BERLIN = "52.52,13.405,0.0";
    private static final String POTSDAM = "52.4009,13.0591,0.0";
    private static final String TOKYO = "35.6762,139.6503,0.0";
    private static final CorrelationPlan PLAN = velocity(1_000, 3_600);

    @Test
    void distanceIsThatOnTheGreatCircle() {
        GeoPlace berlin = place(BERLIN);
        GeoPlace tokyo = place(TOKYO);

        assertThat(berlin.kmTo(tokyo)).isCloseTo(8_918, within(10.0));
        assertThat(berlin.kmTo(berlin)).isZero();
        assertThat(place("0.0,-179.5,0.0").kmTo(place("0.0,179.5,0.0")))
                .as("across the date line")
                .isCloseTo(111.2, within(0.1));
        assertThat(place("90.0,0.0,0.0").kmTo(place("-90.0,77.0,0.0")))
                .as("from pole to pole")
                .isCloseTo(20_015, within(1.0));
    }

    @Test
    void radiiOfAccuracyMakePlacesNearer() {
        double km = place(BERLIN).kmTo(place(POTSDAM));

        assertThat(place("52.52,13.405,10.0").kmTo(place(POTSDAM)))
                .isCloseTo(km - 10, within(0.001));
        assertThat(place("52.52,13.405,20.0").kmTo(place("52.4009,13.0591,20.0"))).isZero();
    }

    @Test
    void aResultThatIsTakenBackTakesItsWaysWithIt() {
        GroupDriver group = new GroupDriver(PLAN);
        group.send(result("r1", 0, BERLIN)).send(result("r2", 3_600, TOKYO));
        group.send(result("r3", 7_200, BERLIN));
        assertThat(group.alerts()).hasSize(2);

        group.send(takenBack("r2", 3_600));

        assertThat(group.alerts()).isEmpty();
    }

    @Test
    void aWayThatIsThereAgainGoesOnFromItsLastRevision() {
        GroupDriver group = new GroupDriver(PLAN);
        group.send(result("r1", 0, BERLIN)).send(result("r2", 3_600, TOKYO));
        group.send(takenBack("r2", 3_600)).send(result("r2", 3_600, TOKYO));

        assertThat(group.signals()).extracting(Signal::revision).containsExactly(1, 2, 3);
        assertThat(group.alerts()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatLastsIsAsIfWhatWasTakenBackHadNeverCome(long seed) {
        Random random = new Random(seed);
        for (int trial = 0; trial < 100; trial++) {
            GroupDriver all = new GroupDriver(velocity(1_000, 36_000));
            GroupDriver lasting = new GroupDriver(velocity(1_000, 36_000));
            List<Contribution> wrong = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                long second = 600L * random.nextInt(60);
                String place = List.of(BERLIN, POTSDAM, TOKYO).get(random.nextInt(3));
                all.send(result("r" + i, second, place));
                if (random.nextInt(3) == 0) {
                    wrong.add(takenBack("r" + i, second));
                } else {
                    lasting.send(result("r" + i, second, place));
                }
                if (!wrong.isEmpty() && random.nextBoolean()) {
                    all.send(wrong.removeFirst());
                }
            }
            wrong.forEach(all::send);

            assertThat(evidence(all)).as("trial %s", trial).isEqualTo(evidence(lasting));
        }
    }

    private static List<List<String>> evidence(GroupDriver group) {
        return group.alerts().stream()
                .map(signal -> signal.evidence().stream().map(EventRef::id).toList())
                .sorted(Comparator.comparing(Object::toString))
                .toList();
    }

    @Test
    void twoPlacesTooFarApartAreAnAlertOnBothEvents() {
        GroupDriver group = new GroupDriver(PLAN).values(0, BERLIN).values(3_600, TOKYO);

        assertThat(group.alerts())
                .singleElement()
                .satisfies(
                        alert -> {
                            assertThat(alert.count()).isEqualTo(2);
                            assertThat(FinalAlert.ids(alert.evidence()))
                                    .containsExactly("e1", "e2");
                            assertThat(alert.value()).isCloseTo(8_918, within(10.0));
                            assertThat(alert.alertId())
                                    .isEqualTo(
                                            ContentId.of(
                                                    "c",
                                                    "alice",
                                                    "0",
                                                    Tuples.join(List.of("e1", "e2"))));
                        });
    }

    @Test
    void journeyThatTakesItsTimeIsNone() {
        GroupDriver group =
                new GroupDriver(PLAN)
                        .values(0, BERLIN)
                        .values(1_800, POTSDAM)
                        .values(12 * 3_600, TOKYO);

        assertThat(group.signals()).isEmpty();
    }

    @Test
    void lateEventBetweenTwoRetractsTheirAlertAndHasItsOwn() {
        GroupDriver group = new GroupDriver(PLAN).values(0, BERLIN).values(3_600, TOKYO);

        group.values(1_800, POTSDAM);

        assertThat(group.signals().get(1).state().text()).isEqualTo("retracted");
        assertThat(group.alerts())
                .singleElement()
                .satisfies(
                        alert ->
                                assertThat(FinalAlert.ids(alert.evidence()))
                                        .containsExactly("e3", "e2"));
    }

    @Test
    void alertIsFinalWhenNoEventCanComeBetween() {
        GroupDriver group = new GroupDriver(PLAN).values(0, BERLIN).values(60, TOKYO);

        assertThat(group.streamReaches(3_661).signals().getLast().state().text())
                .isEqualTo("final");
        assertThat(group.streamReaches(200_000).hasState()).isFalse();
    }

    @Test
    void floodOfEventsKeepsTheLastOnes() {
        GroupDriver group = new GroupDriver(PLAN);
        for (int i = 0; i < 2_000; i++) {
            group.values(i, BERLIN);
        }
        int size = group.stateBytes().length;

        assertThat(size).isLessThan(GeoVelocities.MAX_SIGHTINGS * 120);
        assertThat(group.lost(Loss.SIGHTINGS)).isEqualTo(2_000 - GeoVelocities.MAX_SIGHTINGS);
        assertThat(group.values(2_000, TOKYO).alerts()).hasSize(1);
        assertThat(group.values(0, TOKYO).alerts()).as("what was before is gone").hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'geo': {'at': {'lat': 52.52, 'lon': 13.405}, 'r': 25}}",
                "{'geo': {'at': {'lat': '52.52', 'lon': '13.405'}, 'r': '25'}}",
                "{'geo': {'at': '52.52, 13.405', 'r': 25.0}}",
                "{'geo': {'at': [13.405, 52.52], 'r': 25}}",
                "{'geo': {'at': {'type': 'Point', 'coordinates': [13.405, 52.52]}, 'r': 25}}",
                "{'geo': {'at': 'POINT (13.405 52.52)', 'r': 25}}",
                "{'geo.at': '52.52,13.405', 'geo.r': 25}"
            })
    void pointIsReadInEveryForm(String event) throws IOException {
        assertThat(read(event)).isEqualTo(new GeoPlace(52.52, 13.405, 25));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'geo': {'at': null}}",
                "{'geo': {'at': []}}",
                "{'geo': {'at': [13.405]}}",
                "{'geo': {'at': {'lat': 52.52}}}",
                "{'geo': {'at': 'Berlin'}}",
                "{'geo': {'at': 'u33d'}}",
                "{'geo': {'at': '91,0'}}",
                "{'geo': {'at': '0,181'}}"
            })
    void whatIsNoPointIsNoPlace(String event) throws IOException {
        assertThat(read(event)).isNull();
    }

    @Test
    void pointWithoutRadiusIsExact() throws IOException {
        assertThat(read("{'geo': {'at': '1,2'}}")).isEqualTo(new GeoPlace(1, 2, 0));
        assertThat(read("{'geo': {'at': '1,2', 'r': -5}}")).isEqualTo(new GeoPlace(1, 2, 0));
    }

    @Test
    void finalAlertsAreThePairsTooFarApartInEveryArrivalOrder() {
        String[] places = {BERLIN, POTSDAM, TOKYO, "52.52,13.405,40.0", "48.1351,11.582,5.0"};
        long base = new Random().nextInt(1_000_000);
        for (long seed = base; seed < base + 500; seed++) {
            Random random = new Random(seed);
            CorrelationPlan plan = velocity(50 + random.nextInt(2_000), random.nextInt(4_000));
            List<Contribution> events = new ArrayList<>();
            int count = 1 + random.nextInt(12);
            for (int i = 0; i < count; i++) {
                events.add(
                        GroupDriver.contribution(
                                "e" + random.nextInt(10) + "-" + i,
                                1_000L * random.nextInt(40_000),
                                1,
                                List.of(places[random.nextInt(places.length)]),
                                random.nextBoolean() ? "alice" : "Alice"));
            }
            for (int order = 0; order < 3; order++) {
                GroupDriver group = new Arrivals(plan, random).play(events, true, 10_000_000);

                assertThat(group.alerts())
                        .as("seed %s%n%s%nsignals %s", seed, plan.describe(), group.signals())
                        .extracting(FinalAlert::of)
                        .containsExactlyInAnyOrderElementsOf(pairs(plan, events));
                assertThat(group.hasState()).as("seed %s", seed).isFalse();
            }
        }
    }

    /** The judge: each two neighbours. */
    private static List<FinalAlert> pairs(CorrelationPlan plan, List<Contribution> events) {
        List<Contribution> sorted = Arrivals.sorted(events);
        List<FinalAlert> pairs = new ArrayList<>();
        double limit = ((GeoSettings) plan.settings()).speedKmh();
        for (int i = 1; i < sorted.size(); i++) {
            Contribution from = sorted.get(i - 1);
            Contribution to = sorted.get(i);
            double km = place(from.values().getFirst()).kmTo(place(to.values().getFirst()));
            double hours =
                    Math.max(1, (to.event().timeMs() - from.event().timeMs()) / 1_000) / 3_600.0;
            double kmh = Math.round(10 * km / hours) / 10.0;
            if (kmh > limit) {
                pairs.add(
                        new FinalAlert(
                                from.group(),
                                from.event().timeMs(),
                                to.event().timeMs(),
                                2,
                                kmh,
                                kmh,
                                List.of(from.event().id(), to.event().id())));
            }
        }
        return pairs;
    }

    private static CorrelationPlan velocity(double speedKmh, long grace) {
        return plan(CorrelationType.GEO_VELOCITY)
                .timespan(0)
                .grace(grace)
                .fields("geo.at", "geo.r")
                .settings(new GeoSettings(speedKmh))
                .build();
    }

    private static GeoPlace place(String text) {
        return Objects.requireNonNull(GeoPlace.ofText(text));
    }

    private static @Nullable GeoPlace read(String event) throws IOException {
        return GeoPlace.in(
                Json.parse(event.replace('\'', '"').getBytes(UTF_8)),
                List.of(List.of(FieldPath.of("geo.at")), List.of(FieldPath.of("geo.r"))));
    }
}
