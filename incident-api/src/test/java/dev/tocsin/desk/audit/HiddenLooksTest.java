package dev.tocsin.desk.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.mongodb.MongoException;
import dev.tocsin.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HiddenLooksTest {
    private static final long WINDOW_MS = RefusalBudget.WINDOW.toMillis();

    private final HiddenLooks looks = new HiddenLooks();
    private final List<AuditEvent> written = new ArrayList<>();

    @Test
    void writesEveryLookOnceInItsOrder() {
        looks.add(look("INC-1", 0));
        looks.add(look("INC-2", 1));

        looks.write(written::addAll);
        looks.write(written::addAll);

        assertThat(written).extracting(AuditEvent::subject).containsExactly("INC-1", "INC-2");
    }

    @Test
    void keepsLooksWhileTheStoreIsAway() {
        looks.add(look("INC-1", 0));

        assertThatExceptionOfType(MongoException.class).isThrownBy(() -> looks.write(_ -> away()));
        looks.add(look("INC-2", 1));
        looks.write(written::addAll);

        assertThat(written).extracting(AuditEvent::subject).containsExactly("INC-1", "INC-2");
    }

    @Test
    void asvs1634LooksAtOneThingHideNoLookAtAnother() {
        long taken = IntStream.range(0, 1_000).filter(_ -> looks.add(look("INC-1", 0))).count();

        assertThat(taken).isEqualTo(RefusalBudget.MAX_OF_ONE);
        assertThat(looks.add(look("INC-2", 1))).isTrue();
        assertThat(looks.budget().allLeftOut()).isEqualTo(1_000 - RefusalBudget.MAX_OF_ONE);
    }

    @Test
    void asvs1634HoldsNoMoreThanItMayWhileTheStoreIsAway() {
        long taken =
                IntStream.range(0, 10 * HiddenLooks.MAX_WAITING)
                        .filter(i -> looks.add(look("INC-" + i, i * WINDOW_MS)))
                        .count();

        assertThat(taken).isEqualTo(HiddenLooks.MAX_WAITING);
        assertThat(looks.budget().allLeftOut()).isEqualTo(9 * HiddenLooks.MAX_WAITING);
    }

    private static AuditEvent look(String subject, long atMs) {
        return new AuditEvent("id", atMs, "ada", "refused", subject, null, Json.object());
    }

    private static void away() {
        throw new MongoException("The store is away");
    }
}
