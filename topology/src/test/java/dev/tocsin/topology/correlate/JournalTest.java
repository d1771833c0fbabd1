package dev.tocsin.topology.correlate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.event.EventRef;
import dev.tocsin.rules.compile.Placeholders;
import dev.tocsin.rules.compile.RuleCompiler;
import dev.tocsin.rules.correlate.Contribution;
import dev.tocsin.rules.correlate.ContributionCodec;
import dev.tocsin.rules.correlate.CorrelationState;
import dev.tocsin.rules.correlate.CorrelationStep;
import dev.tocsin.rules.correlate.StepResult;
import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.RuleSet;
import dev.tocsin.rules.source.RuleFile;
import dev.tocsin.topology.metrics.TopologyMetrics;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JournalTest {
    private static final byte[] KEY = new byte[GroupKey.BYTES];
    private static final RuleSet RULES = rules(100);
    private static final long START = 1_000_000;

    private final MapStore store = new MapStore("states");
    private final GroupCache cache =
            new GroupCache(store, new GroupMemory(1_000_000), new TopologyMetrics());
    private int events;

    /** The page is a file format. */
    @Test
    void pageKeepsItsForm() {
        List<Journaled> contributions =
                List.of(new Journaled(new byte[] {5, 6}, false), new Journaled(new byte[0], true));
        JournalPage page = new JournalPage(7, 1, 2, 3, contributions);
        assertThat(HexFormat.of().formatHex(page.encode()))
                .isEqualTo(
                        "01"
                                + "00000007"
                                + "0000000000000001"
                                + "0000000000000002"
                                + "0000000000000003"
                                + "00000000020506"
                                + "0100000000");
        JournalPage read = JournalPage.decode(page.encode());
        assertThat(read.encode()).isEqualTo(page.encode());
        assertThat(read.contributions().getLast().past()).isTrue();
    }

    @Test
    void pageOfAnotherVersionIsRefused() {
        byte[] page = new JournalPage(7, 1, 2, 3, List.of()).encode();
        page[0] = 9;
        assertThatThrownBy(() -> JournalPage.decode(page))
                .hasMessage("Expected version 1 of a page of a group's journal, but found 9");
    }

    @Test
    void saveWritesWhatCameAndNotTheWindow() {
        fill(20);
        byte[] head = head();
        takeAndSave();
        assertThat(head()).as("the head").isEqualTo(head);
        assertThat(store.get(StoredPages.key(KEY, 0))).hasSizeLessThan(head.length / 4);
    }

    @Test
    void groupIsTheSameAfterItIsReadAgain() {
        fill(3);
        for (int i = 0; i < 100; i++) {
            takeAndSave();
            StoredGroup live = read(RULES);
            cache.clear();
            StoredGroup again = read(RULES);
            assertThat(again.encode(0, 0)).as("after " + i).isEqualTo(live.encode(0, 0));
        }
        assertThat(store.approximateNumEntries())
                .as("head, pages, and count")
                .isLessThanOrEqualTo(Journal.PAGES + 2);
    }

    @Test
    void nothingIsLeftOfAGroupThatIsRemoved() {
        fill(20);
        for (int i = 0; i < Journal.PAGES + 2; i++) {
            takeAndSave();
        }
        cache.remove(KEY);
        cache.flush();
        assertThat(store.approximateNumEntries()).as("the count alone").isEqualTo(1);
    }

    /** Pages of a head that is gone do not come back with a new group. */
    @Test
    void newGroupHasNoPagesOfTheOneBefore() {
        fill(20);
        takeAndSave();
        cache.clear();
        cache.remove(KEY);
        take(null);
        cache.flush();
        cache.clear();
        assertThat(read(RULES).state().clockMs()).isEqualTo(START + events);
        assertThat(store.get(StoredPages.key(KEY, 0))).isNull();
    }

    /** What an alert was told of must be known under another definition, too. */
    @Test
    void groupWithAnEpisodeIsWrittenWhole() {
        RuleSet few = rules(3);
        take(few, null);
        cache.flush();
        byte[] first = head();
        take(few, read(few));
        cache.flush();
        assertThat(head()).as("head of a quiet group").isEqualTo(first);
        for (int i = 0; i < 5; i++) {
            byte[] head = head();
            take(few, read(few));
            cache.flush();
            assertThat(head()).as("head of a group with an episode").isNotEqualTo(head);
        }
        assertThat(store.get(StoredPages.key(KEY, 1))).isNull();
    }

    /** Under another definition a group is only good for being ended, but its deadline counts. */
    @Test
    void groupOfAnotherDefinitionKnowsItsDeadline() {
        fill(20);
        cache.take(KEY, read(RULES).withDeadline(77), null);
        cache.flush();
        cache.clear();
        assertThat(read(rules(3)).deadlineMs()).isEqualTo(77);
        assertThat(read(RULES).deadlineMs()).isEqualTo(77);
    }

    private void fill(int size) {
        take(null);
        for (int i = 1; i < size; i++) {
            take(read(RULES));
        }
        cache.flush();
    }

    private void takeAndSave() {
        take(read(RULES));
        cache.flush();
    }

    private void take(@Nullable StoredGroup before) {
        take(RULES, before);
    }

    private void take(RuleSet rules, @Nullable StoredGroup before) {
        Contribution contribution = contribution(++events);
        StepResult result =
                CorrelationStep.contribute(
                        plan(rules),
                        before == null ? null : before.state(),
                        contribution,
                        cache.chunks(KEY));
        CorrelationState state = result.state();
        if (state == null) {
            throw new AssertionError("Expected a state, but the step dropped it");
        }
        StoredGroup after =
                new StoredGroup(plan(rules).id(), events, result.wakeUpAtMs(), 3, state);
        cache.take(KEY, after, new Journaled(ContributionCodec.encode(contribution), false));
    }

    private StoredGroup read(RuleSet rules) {
        StoredGroup group = cache.get(KEY, rules);
        if (group == null) {
            throw new AssertionError("Expected a group, but there is none");
        }
        return group;
    }

    private byte[] head() {
        byte[] head = store.get(Bytes.wrap(KEY));
        if (head == null) {
            throw new AssertionError("Expected a head, but there is none");
        }
        return head;
    }

    private static Contribution contribution(int number) {
        return new Contribution(
                "measured",
                "",
                Map.of("user", "alice"),
                1,
                List.of(),
                new EventRef("event-" + number, START + number, "raw", 0, number),
                Map.of("host", "web-1.corp.example"),
                List.of());
    }

    private static CorrelationPlan plan(RuleSet rules) {
        return new ArrayList<>(rules.correlations()).getFirst();
    }

    private static RuleSet rules(int threshold) {
        String text =
                """
                title: Base
                name: base
                logsource: {product: any}
                detection: {selection: {a: x}, condition: selection}
                level: low
                ---
                title: Many of them
                name: measured
                correlation:
                  type: event_count
                  rules: [base]
                  timespan: 5m
                  condition: {gte: %d}
                level: low
                """
                        .formatted(threshold);
        return RuleCompiler.compile(
                        List.of(new RuleFile("measured.yml", text)), Placeholders.none())
                .rules();
    }
}
