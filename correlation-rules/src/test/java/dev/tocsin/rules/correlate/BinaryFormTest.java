package dev.tocsin.rules.correlate;

import static dev.tocsin.rules.correlate.PlanBuilder.plan;
import static dev.tocsin.rules.plan.CorrelationType.ABSENCE;
import static dev.tocsin.rules.plan.CorrelationType.ANOMALY;
import static dev.tocsin.rules.plan.CorrelationType.EVENT_COUNT;
import static dev.tocsin.rules.plan.CorrelationType.GEO_VELOCITY;
import static dev.tocsin.rules.plan.CorrelationType.NEW_VALUE;
import static dev.tocsin.rules.plan.CorrelationType.TEMPORAL_ORDERED;
import static dev.tocsin.rules.plan.CorrelationType.VALUE_COUNT;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tocsin.alert.Alert.MatchedPredicate;
import dev.tocsin.event.EventRef;
import dev.tocsin.rules.plan.TypeSettings.AbsenceSettings;
import dev.tocsin.rules.plan.TypeSettings.AnomalySettings;
import dev.tocsin.rules.plan.TypeSettings.GeoSettings;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The persisted forms: a change of a golden file is a change of the format, by ADR. */
class BinaryFormTest {
    private static final Contribution CONTRIBUTION =
            new Contribution(
                    "c",
                    "alice",
                    Map.of("user.name", "Alice"),
                    5,
                    List.of("22", "Ünïcode"),
                    new EventRef("e1", -1, "raw", 2, 1L << 40),
                    Map.of("user.name", "Alice"),
                    List.of(new MatchedPredicate("sel", "f", "equals", "x", "y")));

    @Test
    void contributionsReadBack() {
        byte[] bytes = ContributionCodec.encode(CONTRIBUTION);

        assertThat(ContributionCodec.decode(bytes)).isEqualTo(CONTRIBUTION);
    }

    @Test
    void contributionsAreAsInVersion4() throws IOException {
        assertGolden("contribution.v4", ContributionCodec.encode(CONTRIBUTION));
    }

    @Test
    void trailingStatesAreAsInVersion5() throws IOException {
        GroupDriver group =
                new GroupDriver(plan(VALUE_COUNT).gte(2).fields("port").suppress(600).build());
        group.values(0, "22").values(10, "80").values(200, "22").values(211, "443").values(300);

        assertGolden("trailing-state.v5", group.stateBytes());
    }

    @Test
    void newValueStatesAreAsInVersion5() throws IOException {
        GroupDriver group =
                new GroupDriver(
                        plan(NEW_VALUE).fields("host.name").grace(500).remembers(900, 60).build());
        group.values(0, "web").values(100, "Mail").values(610, "db", "web");

        assertGolden("new-value-state.v5", group.stateBytes());
    }

    @Test
    void absenceStatesAreAsInVersion5() throws IOException {
        GroupDriver group =
                new GroupDriver(
                        plan(ABSENCE)
                                .grace(500)
                                .settings(new AbsenceSettings(Duration.ofDays(1), null))
                                .build());
        group.at(0, 30, 200).streamReaches(500);

        assertGolden("absence-state.v5", group.stateBytes());
    }

    @Test
    void geoVelocityStatesAreAsInVersion5() throws IOException {
        GroupDriver group =
                new GroupDriver(
                        plan(GEO_VELOCITY)
                                .fields("at", "within")
                                .settings(new GeoSettings(1_000))
                                .build());
        group.values(0, "52.52,13.405,10.0").values(60, "35.6762,139.6503,0.0");

        assertGolden("geo-velocity-state.v5", group.stateBytes());
    }

    @Test
    void anomalyStatesAreAsInVersion5() throws IOException {
        GroupDriver group =
                new GroupDriver(
                        plan(ANOMALY)
                                .timespan(3_600)
                                .gte(5)
                                .settings(
                                        new AnomalySettings(
                                                Duration.ofDays(28),
                                                Duration.ofDays(7),
                                                ZoneOffset.UTC))
                                .build());
        group.at(0).at(604_800, 604_801, 604_802, 604_803, 604_804, 604_805, 604_806);

        assertGolden("anomaly-state.v5", group.streamReaches(608_460).at(608_461).stateBytes());
    }

    @Test
    void statesThatCanUnhearAreAsInVersion5() throws IOException {
        GroupDriver group =
                new GroupDriver(
                        plan(NEW_VALUE)
                                .inner(1)
                                .fields("host.name")
                                .grace(500)
                                .remembers(900, 60)
                                .build());
        group.values(0, "web").values(100, "Mail").values(610, "db", "web").streamReaches(611);

        assertGolden("heard-state.v5", group.stateBytes());
    }

    @Test
    void silencesBetweenResultsAreAsInVersion5() throws IOException {
        GroupDriver group =
                new GroupDriver(
                        plan(ABSENCE)
                                .inner(1)
                                .grace(500)
                                .settings(new AbsenceSettings(Duration.ofDays(1), null))
                                .build());
        group.send(InnerResults.behind("r1", List.of(), 0, 10))
                .send(InnerResults.behind("r2", List.of(), 200, 210))
                .send(InnerResults.behind("r3", List.of(), 230, 240));

        assertGolden("absence-of-results-state.v5", group.stateBytes());
    }

    @Test
    void bucketsOfResultsAreAsInVersion5() throws IOException {
        GroupDriver group =
                new GroupDriver(
                        plan(ANOMALY)
                                .inner(1)
                                .timespan(3_600)
                                .gte(2)
                                .settings(
                                        new AnomalySettings(
                                                Duration.ofDays(28),
                                                Duration.ofDays(7),
                                                ZoneOffset.UTC))
                                .build());
        group.send(InnerResults.behind("r1", List.of(), 0, 1))
                .send(InnerResults.behind("r2", List.of(), 1, 2));

        assertGolden("anomaly-of-results-state.v5", group.stateBytes());
    }

    @Test
    void orderedStatesAreAsInVersion5() throws IOException {
        GroupDriver group = new GroupDriver(plan(TEMPORAL_ORDERED).rules("a", "b").build());
        group.matching(0, 0).matching(10, 1).matching(20, 0, 1);

        assertGolden("ordered-state.v5", group.stateBytes());
    }

    @Test
    void statesOfAChangedPlanAreAsInVersion5() throws IOException {
        GroupDriver group = new GroupDriver(plan(EVENT_COUNT).gte(2).build()).at(0, 10);
        GroupDriver changed = group.under(plan(EVENT_COUNT).gte(3).fingerprint("g").build());

        assertGolden("changed-state.v5", changed.wakeAtMs(20_000).stateBytes());
    }

    @Test
    void riskStatesAreAsInVersion5() throws IOException {
        GroupDriver entity =
                new GroupDriver(RiskAlerts.plan(30, Duration.ofHours(1)).correlation());
        entity.send(RiskAlerts.alert("a1", "port-scan", 0, "20"))
                .send(RiskAlerts.alert("a2", "login", 600_000, "12.5"))
                .send(RiskAlerts.alert("a3", "login", 900_000, "25"))
                .send(RiskAlerts.withdrawal("a2", 900_000));

        assertGolden("risk-state.v5", entity.stateBytes());
    }

    @Test
    void aFloodDoesNotGrowTheHead() {
        GroupDriver group = new GroupDriver(plan(EVENT_COUNT).gte(3).build());
        for (int i = 0; i < 2_000; i++) {
            group.at(i);
        }
        int before = group.stateBytes().length;
        for (int i = 2_000; i < 3_500; i++) {
            group.at(i);
        }

        assertThat(before).isLessThan(10_000);
        assertThat(group.stateBytes().length - before).isLessThan(500);
    }

    @Test
    void anIdThatRepeatsTheCoordinatesCostsNothing() {
        Contribution own = GroupDriver.contribution("sender-7", 7, 1, List.of(), "alice");
        Contribution derived = GroupDriver.contribution("raw-0-7", 7, 1, List.of(), "alice");

        assertThat(ContributionCodec.decode(ContributionCodec.encode(derived))).isEqualTo(derived);
        assertThat(ContributionCodec.encode(derived))
                .hasSizeLessThan(ContributionCodec.encode(own).length - 8);
    }

    @Test
    void brokenBytesAreRefused() {
        byte[] bytes = ContributionCodec.encode(CONTRIBUTION);

        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ContributionCodec.decode(cut))
                    .withMessageStartingWith("Expected a contribution");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StateCodec.decode(new byte[] {9}, ChunkStore.inMemory()))
                .withMessage("Expected a correlation state of version 5, but found 9");
    }

    private static void assertGolden(String name, byte[] bytes) throws IOException {
        String found = HexFormat.of().formatHex(bytes);
        String path = "/golden/correlate-" + name + ".hex";
        try (InputStream file = BinaryFormTest.class.getResourceAsStream(path)) {
            assertThat(file).as("golden file %s for %s", path, found).isNotNull();
            String golden = new String(file.readAllBytes(), US_ASCII).replaceAll("\\s", "");
            assertThat(found).isEqualTo(golden);
        }
        if (name.contains("state")) {
            assertThat(StateCodec.encode(StateCodec.decode(bytes, ChunkStore.inMemory())))
                    .isEqualTo(bytes);
        }
    }
}
