package dev.tocsin.connect.worker;

import dev.tocsin.connect.client.ElasticsearchClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.connect.cli.ConnectStandalone;
import org.apache.kafka.connect.runtime.AbstractStatus;
import org.apache.kafka.connect.runtime.Connect;
import org.apache.kafka.connect.runtime.Herder;
import org.apache.kafka.connect.runtime.rest.entities.ConnectorStateInfo;
import org.apache.kafka.connect.runtime.standalone.StandaloneHerder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A standalone Connect worker with the connectors of a directory. Workers with the same connectors
 * share the partitions between them, because the connectors' consumer groups are the same: more
 * workers are more throughput.
 */
public final class ConnectWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectWorker.class);
    private static final long CONNECTOR_START_SECONDS = 90;
    private static final long RESTART_CHECK_MS = 1_000;
    private static final long RETENTION_CHECK_MS = 3_600_000;

    private final Connect<StandaloneHerder> connect;
    private final ElasticsearchClient client;
    private final ScheduledExecutorService chores;

    private ConnectWorker(
            Connect<StandaloneHerder> connect,
            ElasticsearchClient client,
            ScheduledExecutorService chores) {
        this.connect = connect;
        this.client = client;
        this.chores = chores;
    }

    /**
     * Waits for Elasticsearch, applies the templates, starts the worker and its connectors.
     *
     * @throws IOException when a file, Elasticsearch or a connector is not as it must be; the
     *     message says what to do
     * @throws InterruptedException when interrupted
     */
    public static ConnectWorker start(WorkerConfig config)
            throws IOException, InterruptedException {
        ConfigDirectory directory = new ConfigDirectory(config.configDir());
        SequencedMap<String, Map<String, String>> connectors = directory.connectors();
        Map<String, Integer> retention = directory.retentionDays();
        ElasticsearchClient client = config.client();
        IndexSetup setup = new IndexSetup(client);
        setup.await(config.elasticsearchWait());
        setup.apply(directory);
        Files.createDirectories(config.dir());
        Connect<StandaloneHerder> connect =
                new ConnectStandalone().startConnect(config.workerProperties());
        ConnectWorker worker =
                new ConnectWorker(
                        connect,
                        client,
                        Executors.newSingleThreadScheduledExecutor(
                                Thread.ofPlatform().daemon().name("connect-chores").factory()));
        try {
            worker.startConnectors(connectors);
        } catch (IOException e) {
            worker.close();
            throw e;
        }
        worker.startChores(retention);
        return worker;
    }

    /** Base address of the REST API. */
    public URI url() {
        return connect.rest().advertisedUrl();
    }

    /** Whether all connectors and tasks run. */
    public boolean healthy() {
        Herder herder = connect.herder();
        return herder.connectors().stream()
                .map(herder::connectorStatus)
                .allMatch(ConnectWorker::isRunning);
    }

    /** Returns when the worker has stopped. */
    public void awaitStop() {
        connect.awaitStop();
    }

    /** Stops the tasks, which commit what is written, and the worker. */
    @Override
    public void close() {
        chores.shutdownNow();
        connect.stop();
        connect.awaitStop();
        client.close();
    }

    private void startConnectors(SequencedMap<String, Map<String, String>> connectors)
            throws IOException, InterruptedException {
        for (Map.Entry<String, Map<String, String>> connector : connectors.entrySet()) {
            CompletableFuture<Void> started = new CompletableFuture<>();
            connect.herder()
                    .putConnectorConfig(
                            connector.getKey(),
                            connector.getValue(),
                            true,
                            (error, _) -> {
                                if (error == null) {
                                    started.complete(null);
                                } else {
                                    started.completeExceptionally(error);
                                }
                            });
            await(started, connector.getKey());
        }
    }

    private static void await(CompletableFuture<Void> started, String connector)
            throws IOException, InterruptedException {
        try {
            started.get(CONNECTOR_START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException(
                    "Expected the connector " + connector + " to start, but found " + e.getCause(),
                    e);
        } catch (TimeoutException e) {
            throw new IOException(
                    "Expected the connector " + connector + " to start in time, but it did not", e);
        }
    }

    private void startChores(Map<String, Integer> retention) {
        InstantSource clock = InstantSource.system();
        every(RESTART_CHECK_MS, new TaskRestarter(connect.herder(), clock));
        every(RETENTION_CHECK_MS, new IndexRetention(client, retention, clock));
    }

    private void every(long periodMs, Runnable chore) {
        var _ =
                chores.scheduleWithFixedDelay(
                        () -> guarded(chore), RESTART_CHECK_MS, periodMs, TimeUnit.MILLISECONDS);
    }

    /** A chore that throws would never run again. */
    private static void guarded(Runnable chore) {
        try {
            chore.run();
        } catch (RuntimeException e) {
            LOG.warn("Tries again later", e);
        }
    }

    private static boolean isRunning(ConnectorStateInfo status) {
        String running = AbstractStatus.State.RUNNING.name();
        return running.equals(status.connector().state())
                && !status.tasks().isEmpty()
                && status.tasks().stream().allMatch(task -> running.equals(task.state()));
    }
}
