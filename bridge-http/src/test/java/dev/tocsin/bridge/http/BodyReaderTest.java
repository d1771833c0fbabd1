package dev.tocsin.bridge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.bridge.ByteBudget;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BodyReaderTest {
    private static final int LIMIT = 100_000;
    private final ByteBudget budget = new ByteBudget(150_000);
    private final BodyReader reader = new BodyReader(budget, LIMIT);

    @Test
    void readsBodiesOfDeclaredAndUndeclaredLength() throws IOException {
        for (int length : new int[] {0, 1, 16 << 10, (16 << 10) + 1, LIMIT}) {
            for (int declared : new int[] {length, -1}) {
                Body.Read read = (Body.Read) reader.read(body(length), declared);

                assertThat(read.bytes()).isEqualTo(filled(length));
                assertThat(budget.taken()).isEqualTo(read.taken()).isLessThanOrEqualTo(LIMIT);
                budget.give(read.taken());
            }
        }
    }

    @Test
    void stopsAtTheLimit() throws IOException {
        assertThat(reader.read(body(LIMIT + 1), LIMIT + 1)).isEqualTo(new Body.TooLarge());
        assertThat(reader.read(body(LIMIT + 1), -1)).isEqualTo(new Body.TooLarge());
        assertThat(budget.taken()).isZero();
    }

    @Test
    void readsNothingThatThereIsNoRoomFor() throws IOException {
        budget.tryTake(100_000);

        assertThat(reader.read(body(60_000), 60_000)).isEqualTo(new Body.Overloaded());
        assertThat(reader.read(body(60_000), -1)).isEqualTo(new Body.Overloaded());
        assertThat(budget.taken()).isEqualTo(100_000);
    }

    @Test
    void givesBackWhatItTookWhenTheSenderGoesAway() throws IOException {
        InputStream broken = InputStream.nullInputStream();
        broken.close();

        assertThatThrownBy(() -> reader.read(broken, 10)).hasMessage("Stream closed");
        assertThat(budget.taken()).isZero();
    }

    private static InputStream body(int length) {
        return new ByteArrayInputStream(filled(length));
    }

    private static byte[] filled(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 'x');
        return bytes;
    }
}
