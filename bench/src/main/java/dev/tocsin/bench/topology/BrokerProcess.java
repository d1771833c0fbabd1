package dev.tocsin.bench.topology;

import dev.tocsin.bench.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A broker beside this process, as it would be beside a topology. Closing it waits for its end. */
public final class BrokerProcess implements AutoCloseable {
    private final ChildJvm process;
    private final String bootstrapServers;

    private BrokerProcess(ChildJvm process, String bootstrapServers) {
        this.process = process;
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Starts a broker and waits until it is there.
     *
     * @param directory where its log is
     * @throws IOException when it does not start
     */
    public static BrokerProcess start(Path directory) throws IOException {
        ChildJvm process =
                ChildJvm.start(
                        BrokerMain.class,
                        List.of("-Xmx768m", "-XX:+UseSerialGC"),
                        List.of(directory.toString()),
                        Map.of());
        return new BrokerProcess(process, process.firstLine());
    }

    /** For {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** The processor time that it has taken so far. */
    public Duration processorTime() {
        return process.processorTime();
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}
