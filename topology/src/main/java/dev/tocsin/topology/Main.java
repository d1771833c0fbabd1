package dev.tocsin.topology;

import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;

/** Runs the topology alone, until SIGTERM. */
public final class Main {
    private static final String LOGGING = "logback.configurationFile";

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        if (System.getProperty(LOGGING) == null) {
            System.setProperty(LOGGING, "logback-topology.xml");
        }
        TopologyConfig config = TopologyConfig.from(System.getenv());
        TopologyServer server = TopologyServer.start(config);
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform().name("tocsin-topology-close").unstarted(server::close));
        LoggerFactory.getLogger(Main.class)
                .info(
                        "Topology {} started on {}; health on port {}",
                        config.instanceId(),
                        config.bootstrapServers(),
                        server.healthPort());
        new CountDownLatch(1).await();
    }
}
