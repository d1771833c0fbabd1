package dev.tocsin.rules.correlate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tocsin.event.EventRef;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HexIdTest {
    private static final int TEXT_BYTES = 2;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000000000000000000000000000000",
                "0123456789abcdef0123456789abcdef",
                "ffffffffffffffffffffffffffffffff",
                "00000000-0000-0000-0000-000000000000",
                "01234567-89ab-cdef-0123-456789abcdef",
                "ffffffff-ffff-ffff-ffff-ffffffffffff"
            })
    void anIdOf128BitsTakesThemAndReadsBack(String id) {
        byte[] written = written(id);

        assertThat(read(written).id()).isEqualTo(id);
        assertThat(written).hasSize(written("x").length - TEXT_BYTES - 1 + 2 * Long.BYTES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "e1",
                "0123456789ABCDEF0123456789ABCDEF",
                "0123456789abcdef0123456789abcdeg",
                "0123456789abcdef0123456789abcde",
                "0123456789abcdef0123456789abcdef0",
                "01234567-89AB-cdef-0123-456789abcdef",
                "01234567089ab-cdef-0123-456789abcdef",
                "0123456-789ab-cdef-0123-456789abcdef",
                "01234567-89ab-cdef-0123-456789abcdé0",
                "tocsin.events.raw.v1-0-1234567890123"
            })
    void anyOtherIdIsATextAndReadsBack(String id) {
        byte[] written = written(id);

        assertThat(HexId.of(id)).isNull();
        assertThat(read(written).id()).isEqualTo(id);
    }

    @Test
    void everyUuidReadsBack() {
        for (int i = 0; i < 1_000; i++) {
            String id = UUID.randomUUID().toString();
            String plain = id.replace("-", "");

            assertThat(read(written(id)).id()).isEqualTo(id);
            assertThat(read(written(plain)).id()).isEqualTo(plain);
        }
    }

    @Test
    void anIdOfAnUnknownKindIsRefused() {
        byte[] written = written("e1");
        written[0] = 4;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(written))
                .withMessage("Expected an id of a kind up to 3, but found kind 4");
    }

    private static byte[] written(String id) {
        BinaryWriter to = new BinaryWriter();
        Parts.writeRef(to, new EventRef(id, 7, "raw", 1, 2), 7);
        return to.toBytes();
    }

    private static EventRef read(byte[] bytes) {
        BinaryReader from = new BinaryReader(bytes, "a reference");
        EventRef ref = Parts.readRef(from, 7);
        from.end();
        return ref;
    }
}
