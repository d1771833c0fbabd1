package dev.tocsin.launcher.shipper;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.tocsin.testkit.TopicReader;
import dev.tocsin.topic.Topics;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Which numbered lines came out of the topology, and how often. */
final class Arrivals implements AutoCloseable {
    private static final Pattern LINE = Pattern.compile("tocsin-ship ([a-z-]+) (\\d+) ");

    private final TopicReader topic;
    private final Map<String, BitSet> numbers = new HashMap<>();
    private final Map<String, Integer> events = new HashMap<>();

    Arrivals(String bootstrapServers) {
        topic = TopicReader.ofNew(bootstrapServers, Topics.EVENTS.name());
    }

    /** A line that is found again. */
    static String line(String shipper, int number) {
        return "tocsin-ship %s %d of an application: \"quoted\", C:\\dir, Grüße"
                .formatted(shipper, number);
    }

    /** Looks once more, and says how many different lines there are in all. */
    int look() {
        for (ConsumerRecord<byte[], byte[]> record : topic.next()) {
            Matcher line = LINE.matcher(new String(record.value(), ISO_8859_1));
            if (line.find()) {
                numbers.computeIfAbsent(line.group(1), _ -> new BitSet())
                        .set(Integer.parseInt(line.group(2)));
                events.merge(line.group(1), 1, Integer::sum);
            }
        }
        return numbers.values().stream().mapToInt(BitSet::cardinality).sum();
    }

    /** How many different lines of a shipper. */
    int lines(String shipper) {
        return numbers.getOrDefault(shipper, new BitSet()).cardinality();
    }

    /** How many events they are. */
    int events(String shipper) {
        return events.getOrDefault(shipper, 0);
    }

    @Override
    public void close() {
        topic.close();
    }
}
