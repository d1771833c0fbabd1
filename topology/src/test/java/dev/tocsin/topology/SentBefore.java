package dev.tocsin.topology;

import dev.tocsin.topology.warm.History;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The past of a {@link SiemDriver}: everything that was sent, in one partition. */
record SentBefore(List<ConsumerRecord<byte[], byte[]>> sent) implements History {
    @Override
    public long offsetAt(int partition, long timeMs) {
        for (ConsumerRecord<byte[], byte[]> record : sent) {
            if (record.timestamp() >= timeMs) {
                return record.offset();
            }
        }
        return sent.size();
    }

    @Override
    public long committed(int partition) {
        return sent.size();
    }

    @Override
    public Slice read(int partition, long from, int most) {
        int end = (int) Math.min(sent.size(), from + most);
        return new Slice(List.copyOf(sent.subList((int) from, end)), end);
    }

    @Override
    public void close() {}
}
