package dev.tocsin.desk.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.tocsin.desk.audit.AuditFinding.Kind;
import dev.tocsin.desk.store.DeskStore;
import dev.tocsin.embedded.EmbeddedDocumentStore;
import dev.tocsin.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditChainIT {
    private static final int THREADS = 32;
    private static final int EACH = 40;
    private static final int LENGTH = 30;

    private EmbeddedDocumentStore server;
    private DeskStore store;
    private DeskStore otherStore;
    private AuditChain chain;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        server = EmbeddedDocumentStore.start(directory, 0);
        store = DeskStore.open(server.uri());
        otherStore = DeskStore.open(server.uri());
        chain = new AuditChain(store);
    }

    @AfterEach
    void stop() {
        store.close();
        otherStore.close();
        server.close();
    }

    @Test
    void twoReplicasOf32ThreadsWriteOneChainWithoutAGap() throws Exception {
        List<AuditChain> replicas = List.of(chain, new AuditChain(otherStore));
        CountDownLatch go = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                String name = "writer-" + i + "-";
                AuditChain replica = replicas.get(i % 2);
                all.add(
                        threads.submit(
                                () -> {
                                    go.await();
                                    write(replica, name);
                                    return null;
                                }));
            }
            go.countDown();
            for (Future<?> one : all) {
                one.get();
            }
        }

        List<AuditEntry> entries = all(new AuditChain(store));
        assertThat(entries).extracting(AuditEntry::sequence).containsExactlyElementsOf(places());
        assertThat(Chains.findings(entries, List.of())).isEmpty();
        assertThat(entries.stream().map(e -> e.entry().path("id").asText()).distinct())
                .hasSize(THREADS * EACH);
        assertThat(replicas.getFirst().end()).isEqualTo(replicas.getLast().end());
    }

    @Test
    void goesOnWhereAnotherProcessStopped() {
        chain.append(Chains.events(3));
        chain.mark(chain.end());
        chain.append(Chains.events(2));

        AuditChain next = new AuditChain(otherStore);
        next.append(Chains.events(1));

        assertThat(next.end().sequence()).isEqualTo(6);
        assertThat(Chains.findings(all(next), List.of())).isEmpty();
    }

    @Test
    void appendsMoreThanOneBatchAtOnce() {
        chain.append(Chains.events(3 * AuditChain.BATCH));

        assertThat(chain.end().sequence()).isEqualTo(3 * AuditChain.BATCH);
        assertThat(Chains.findings(all(chain), List.of())).isEmpty();
    }

    @Test
    void aPageOfLargeEntriesIsShort() {
        JsonNode large = Json.object().put("text", "x".repeat(900_000));
        chain.append(
                IntStream.range(0, 12)
                        .mapToObj(i -> new AuditEvent("" + i, 1, "ada", "a", "b", null, large))
                        .toList());

        AuditPage page = chain.after(0, 500);

        assertThat(page.entries()).hasSize(5);
        assertThat(page.hasMore()).isTrue();
        assertThat(Chains.findings(all(chain), List.of(chain.end()))).isEmpty();
    }

    @Test
    void findsAnEditInTheStore() {
        List<AuditHead> heads = written();
        store.audit()
                .updateOne(
                        Filters.eq("_id", 7L),
                        Updates.set(
                                "json",
                                document(7).getString("json").replace("\"ada\"", "\"bob\"")));

        assertThat(first(heads)).isEqualTo("edited at 7");
    }

    @Test
    void findsWhatIsNoJsonInTheStore() {
        List<AuditHead> heads = written();
        store.audit().updateOne(Filters.eq("_id", 7L), Updates.set("json", "{"));
        store.audit().updateOne(Filters.eq("_id", 9L), Updates.unset("hash"));

        assertThat(first(heads)).isEqualTo("edited at 7");
    }

    @Test
    void findsARemovalInTheStore() {
        List<AuditHead> heads = written();
        store.audit().deleteOne(Filters.eq("_id", 7L));

        assertThat(first(heads)).isEqualTo("removed at 7");
    }

    @Test
    void findsTheRemovalOfMoreThanAPageInTheStore() {
        List<AuditHead> heads = written();
        store.audit().deleteMany(Filters.and(Filters.gt("_id", 2L), Filters.lt("_id", 28L)));

        assertThat(first(heads)).isEqualTo("removed at 3");
    }

    @Test
    void findsAnInsertionInTheStore() {
        List<AuditHead> heads = written();
        move(7, LENGTH, 1);
        AuditEntry forged =
                AuditEntry.after(AuditDocuments.entry(document(6)).head(), Chains.event("forged"));
        AuditDocuments.insert(store.audit(), List.of(forged));

        assertThat(first(heads)).isEqualTo("inserted at 7");
    }

    @Test
    void findsAnotherOrderInTheStore() {
        List<AuditHead> heads = written();
        Document seven = document(7);
        Document nine = document(9);
        store.audit().replaceOne(Filters.eq("_id", 7L), new Document(nine).append("_id", 7L));
        store.audit().replaceOne(Filters.eq("_id", 9L), new Document(seven).append("_id", 9L));

        assertThat(first(heads)).isEqualTo("reordered at 7");
    }

    @Test
    void findsATruncationInTheStoreAlsoAfterTheDeskWentOn() {
        List<AuditHead> heads = written();
        store.audit().deleteMany(Filters.gt("_id", 25L));

        assertThat(first(heads)).isEqualTo("truncated at 26");
        new AuditChain(otherStore).append(Chains.events(10));
        assertThat(first(heads)).isEqualTo("rewritten at 30");
    }

    @Test
    void findsAForgerWhoMadeAllLaterHashesAnewInTheStore() {
        List<AuditHead> heads = written();
        List<AuditEntry> forged = Chains.rewritten(all(chain), 7).subList(6, LENGTH);
        store.audit().deleteMany(Filters.gte("_id", 7L));
        AuditDocuments.insert(store.audit(), forged);

        assertThat(first(List.of())).isEqualTo("nothing");
        assertThat(first(heads)).isEqualTo("rewritten at 10");
    }

    private List<AuditHead> written() {
        chain.append(Chains.events(LENGTH));
        return Chains.heads(all(chain), 10);
    }

    private void move(int from, int to, int by) {
        for (int i = to; i >= from; i--) {
            Document moved = new Document(document(i)).append("_id", (long) i + by);
            store.audit().deleteOne(Filters.eq("_id", (long) i));
            store.audit().insertOne(moved);
        }
    }

    private Document document(long id) {
        Document found = store.audit().find(Filters.eq("_id", id)).first();
        assertThat(found).isNotNull();
        return found;
    }

    private String first(List<AuditHead> heads) {
        List<AuditFinding> findings = Chains.findings(all(new AuditChain(store)), heads);
        if (findings.isEmpty()) {
            return "nothing";
        }
        Kind kind = findings.getFirst().kind();
        return kind.name().toLowerCase(Locale.ROOT) + " at " + findings.getFirst().sequence();
    }

    private static void write(AuditChain replica, String name) {
        for (int i = 0; i < EACH; i += 2) {
            replica.append(List.of(Chains.event(name + i), Chains.event(name + (i + 1))));
        }
    }

    private static List<Long> places() {
        return IntStream.rangeClosed(1, THREADS * EACH).mapToObj(i -> (long) i).toList();
    }

    /** In small pages, as the API gives them. */
    private static List<AuditEntry> all(AuditChain chain) {
        List<AuditEntry> all = new ArrayList<>();
        AuditPage page = chain.after(0, 7);
        all.addAll(page.entries());
        while (page.hasMore()) {
            page = chain.after(page.entries().getLast().sequence(), 7);
            all.addAll(page.entries());
        }
        return all;
    }
}
