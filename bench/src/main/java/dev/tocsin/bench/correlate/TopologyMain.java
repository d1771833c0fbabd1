package dev.tocsin.bench.correlate;

import dev.tocsin.topology.TopologyConfig;
import dev.tocsin.topology.TopologyServer;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A topology in a process of its own, which can be killed: prints a line when it is ready. */
public final class TopologyMain {
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(20);

    private TopologyMain() {}

    /** Runs until its input ends, or it is killed. */
    public static void main(String[] args) throws Exception {
        try (TopologyServer server = TopologyServer.start(TopologyConfig.from(System.getenv()))) {
            while (!server.ready()) {
                LockSupport.parkNanos(LOOK_NS);
            }
            System.out.println("ready");
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
