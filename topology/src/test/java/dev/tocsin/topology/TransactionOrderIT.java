package dev.tocsin.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.testkit.TopicReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Transactions one after the other, each with several batches in flight to a partition that its
 * producer never wrote to: the broker logs some of the batches as out of order (decision 19), and
 * has all of them in order in the end.
 */
class TransactionOrderIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String TOPIC = "one-partition-for-each-transaction";
    private static final int TRANSACTIONS = 20;
    private static final int RECORDS_EACH = 30;
    private static final int BYTES_OF_A_RECORD = 150;

    @TempDir private Path directory;

    @Test
    void batchesThatOvertakeTheFirstOfTheirTransactionArriveInOrder()
            throws IOException, ExecutionException, InterruptedException {
        try (Broker broker = Broker.start(directory.resolve("kafka"))) {
            create(broker);
            write(broker);
            assertThat(numbers(broker))
                    .hasSize(TRANSACTIONS)
                    .allSatisfy(
                            (_, numbers) ->
                                    assertThat(numbers)
                                            .containsExactlyElementsOf(
                                                    IntStream.range(0, RECORDS_EACH)
                                                            .boxed()
                                                            .toList()));
        }
    }

    private static void create(Broker broker) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, TRANSACTIONS, (short) 1))).all().get();
        }
    }

    private static void write(Broker broker) {
        Map<String, Object> oneRecordABatch =
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrapServers(),
                        "transactional.id",
                        "one",
                        "max.in.flight.requests.per.connection",
                        5,
                        "linger.ms",
                        0,
                        "batch.size",
                        BYTES_OF_A_RECORD);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        oneRecordABatch, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            for (int partition = 0; partition < TRANSACTIONS; partition++) {
                producer.beginTransaction();
                for (byte number = 0; number < RECORDS_EACH; number++) {
                    byte[] value = new byte[BYTES_OF_A_RECORD];
                    value[0] = number;
                    var _ = producer.send(new ProducerRecord<>(TOPIC, partition, null, value));
                }
                producer.commitTransaction();
            }
        }
    }

    private static Map<Integer, List<Integer>> numbers(Broker broker) {
        Map<Integer, List<Integer>> numbers = new TreeMap<>();
        try (TopicReader reader = new TopicReader(broker.bootstrapServers(), TOPIC)) {
            await().atMost(PATIENCE)
                    .until(() -> reader.poll().size() >= TRANSACTIONS * RECORDS_EACH);
            for (ConsumerRecord<byte[], byte[]> record : reader.poll()) {
                numbers.computeIfAbsent(record.partition(), _ -> new ArrayList<>())
                        .add((int) record.value()[0]);
            }
        }
        return numbers;
    }
}
