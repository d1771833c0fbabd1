package dev.tocsin.topology.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.event.EventRef;
import dev.tocsin.rules.correlate.Contribution;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GroupKeyTest {

    /** The key is a file format: it places state in partitions and in the store. */
    @Test
    void keepsItsForm() {
        assertThat(HexFormat.of().formatHex(GroupKey.of(contribution("brute-force", "a"))))
                .isEqualTo("f81ce9cef4677070" + "a14c9a800367c0f3a49ca45ac96a4991");
    }

    @Test
    void groupsOfOneCorrelationShareThePrefixOnly() {
        byte[] one = GroupKey.of(contribution("brute-force", "a"));
        byte[] two = GroupKey.of(contribution("brute-force", "b"));
        assertThat(one).hasSize(GroupKey.BYTES).startsWith(GroupKey.prefix("brute-force"));
        assertThat(two).startsWith(GroupKey.prefix("brute-force")).isNotEqualTo(one);
        byte[] other = GroupKey.of(contribution("other", "a"));
        assertThat(Arrays.mismatch(other, one)).isLessThan(GroupKey.PREFIX_BYTES);
    }

    private static Contribution contribution(String correlation, String group) {
        return new Contribution(
                correlation,
                group,
                Map.of(),
                1,
                List.of(),
                new EventRef("id", 0, "raw", 0, 0),
                Map.of(),
                List.of());
    }
}
