package dev.tocsin.desk.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.embedded.EmbeddedDocumentStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CountersIT {
    private static final int CALLERS = 16;
    private static final int NUMBERS = 20;

    @Test
    void noTwoCallersGetTheSameNumberAndNoneIsLeftOut(@TempDir Path directory) throws Exception {
        try (EmbeddedDocumentStore embedded = EmbeddedDocumentStore.start(directory, 0);
                DeskStore store = DeskStore.open(embedded.uri());
                ExecutorService threads = Executors.newFixedThreadPool(CALLERS)) {
            Counters counters = new Counters(store);
            Callable<Long> next = () -> counters.next("incidents-2026");
            List<Callable<Long>> calls = new ArrayList<>();
            for (int i = 0; i < CALLERS * NUMBERS; i++) {
                calls.add(next);
            }
            List<Long> got = new ArrayList<>();
            for (Future<Long> call : threads.invokeAll(calls)) {
                got.add(call.get());
            }

            assertThat(got)
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.rangeClosed(1, CALLERS * NUMBERS).boxed().toList());
        }
    }
}
