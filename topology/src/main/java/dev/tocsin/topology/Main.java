package dev.tocsin.topology;

import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the topology alone, until SIGTERM. */
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        TopologyServer server = TopologyServer.start(TopologyConfig.from(System.getenv()));
        CountDownLatch end = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform()
                                .unstarted(
                                        () -> {
                                            server.close();
                                            end.countDown();
                                        }));
        LOG.info("Topology started; health on port {}", server.healthPort());
        end.await();
    }
}
