package dev.tocsin.rules.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tocsin.rules.compile.Compiled;
import dev.tocsin.rules.value.FieldPath;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Who feeds whom in a chain, and where the outer's fields lie in events of the rules below. */
class ChainTest {
    private static final String RULES =
            """
            {title: A, name: a, logsource: {product: p}, detection: {s: {x: 1}, condition: s}}
            ---
            {title: B, name: b, logsource: {product: p}, detection: {s: {x: 2}, condition: s}}
            ---
            title: Inner
            name: inner
            correlation:
              type: event_count
              rules: a
              group-by: source.ip
              timespan: 5m
              condition: {gte: 5}
            ---
            title: Middle
            name: middle
            correlation:
              type: temporal
              rules: [inner, b]
              group-by: who
              aliases: {who: {inner: user.name, b: user.id}}
              timespan: 5m
            ---
            title: Outer
            name: outer
            correlation:
              type: temporal_ordered
              rules: [inner, middle, inner]
              group-by: [who, host.name]
              aliases: {who: {inner: user.email, middle: who}}
              timespan: 1h
            """;

    private final RuleSet rules = Compiled.file(RULES).sound().rules();

    @Test
    void correlationKnowsWhichOfItsReferencesAreCorrelations() {
        assertThat(plan("inner").inner()).isZero();
        assertThat(plan("middle").inner()).isEqualTo(0b01);
        assertThat(plan("outer").inner()).isEqualTo(0b111);
    }

    @Test
    void innerCorrelationKnowsItsOuters() {
        assertThat(rules.outers("inner"))
                .containsExactly(
                        new Outer(plan("middle"), 0b01, 0), new Outer(plan("outer"), 0b101, 0));
        assertThat(rules.outers("middle")).containsExactly(new Outer(plan("outer"), 0b010, 0));
        assertThat(rules.outers("outer")).isEmpty();
    }

    @Test
    void ruleFeedsOnlyThoseThatNameIt() {
        assertThat(rules.feeds("a"))
                .extracting(feed -> feed.correlation().id())
                .containsExactly("inner");
        assertThat(rules.feeds("b"))
                .extracting(feed -> feed.correlation().id())
                .containsExactly("middle");
    }

    @Test
    void feedKnowsTheFieldsOfAllOutersByTheInnerThatTheyAreReachedThrough() {
        List<OuterFeed> outers = rules.feeds("a").getFirst().outers();

        assertThat(outers)
                .extracting(
                        outer -> outer.correlation().id(),
                        OuterFeed::inner,
                        OuterFeed::positions,
                        outer -> names(outer.groupBy()))
                .containsExactly(
                        tuple("middle", "inner", 0b01L, List.of("user.name")),
                        tuple("outer", "inner", 0b101L, List.of("user.email", "host.name")),
                        tuple("outer", "middle", 0b010L, List.of("user.name", "host.name")));
        assertThat(rules.feeds("b").getFirst().outers())
                .singleElement()
                .extracting(outer -> names(outer.groupBy()))
                .isEqualTo(List.of("user.id", "host.name"));
    }

    @Test
    void innerCorrelationAlertsOnlyWhenACorrelationGenerates() {
        assertThat(plan("inner").alerts()).isFalse();
        assertThat(plan("middle").alerts()).isFalse();
        assertThat(plan("outer").alerts()).isTrue();

        RuleSet generating =
                Compiled.file(RULES.replace("name: middle\n", "name: middle\ngenerate: true\n"))
                        .sound()
                        .rules();
        assertThat(plan(generating, "inner").alerts()).isTrue();
        assertThat(Objects.requireNonNull(generating.rule("b")).alerts()).isTrue();
        assertThat(Objects.requireNonNull(generating.rule("a")).alerts()).isFalse();
        assertThat(plan(generating, "inner").fingerprint()).isEqualTo(plan("inner").fingerprint());
    }

    @Test
    void fingerprintOfTheOuterFollowsTheInner() {
        RuleSet other = Compiled.file(RULES.replace("gte: 5", "gte: 6")).rules();

        assertThat(plan(other, "middle").fingerprint()).isNotEqualTo(plan("middle").fingerprint());
        assertThat(plan(other, "outer").fingerprint()).isNotEqualTo(plan("outer").fingerprint());
    }

    @Test
    void planSaysWhatIsACorrelation() {
        assertThat(plan("middle").describe())
                .contains("  rules: inner (correlation), b\n")
                .contains("  alerts: no, it only feeds correlations\n");
    }

    private CorrelationPlan plan(String id) {
        return plan(rules, id);
    }

    private static CorrelationPlan plan(RuleSet rules, String id) {
        return Objects.requireNonNull(rules.correlation(id));
    }

    /** The best place of each entry. */
    private static List<String> names(List<List<FieldPath>> places) {
        return places.stream()
                .map(List::getFirst)
                .map(path -> path.key(0, path.segments() - 1))
                .toList();
    }
}
