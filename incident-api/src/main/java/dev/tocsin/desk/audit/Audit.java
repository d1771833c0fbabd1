package dev.tocsin.desk.audit;

import com.mongodb.MongoException;
import dev.tocsin.desk.http.Route;
import dev.tocsin.desk.ops.DeskMetrics;
import dev.tocsin.desk.store.DeskStore;
import dev.tocsin.desk.store.Ids;
import dev.tocsin.desk.store.Periodic;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The audit of a replica: the log that others write to, its routes, and what it does by itself. */
public final class Audit implements AutoCloseable {
    /** How often the head is published, at most. */
    public static final Duration EVERY = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(Audit.class);

    private final AuditChain chain;
    private final AuditLog log;
    private final AuditHeads heads;
    private final Periodic upkeep;

    public Audit(
            DeskStore store,
            Producer<byte[], byte[]> producer,
            DeskMetrics metrics,
            Ids ids,
            InstantSource clock) {
        chain = new AuditChain(store);
        log = new AuditLog(chain, metrics, ids, clock);
        heads = new AuditHeads(chain, producer, metrics);
        upkeep = new Periodic("audit", Duration.ZERO, EVERY, this::keepUp);
    }

    /** Where to write what happens. */
    public AuditLog log() {
        return log;
    }

    /** The routes. */
    public List<Route> routes() {
        return new AuditHandler(chain).routes();
    }

    /** Starts publishing heads. */
    public void start() {
        upkeep.start();
    }

    /** Publishes the last head. Nothing may be written any more. */
    @Override
    public void close() {
        upkeep.close();
        try {
            log.finish();
            heads.publishLast();
        } catch (MongoException e) {
            LOG.warn("Expected the store to answer at the end, but: {}", e.getMessage());
        }
    }

    private void keepUp() {
        log.keepUp();
        heads.publish();
    }
}
