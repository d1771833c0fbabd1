package dev.tocsin.connect.worker;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.runtime.AbstractStatus;
import org.apache.kafka.connect.runtime.Herder;
import org.apache.kafka.connect.runtime.RestartRequest;
import org.apache.kafka.connect.runtime.rest.entities.ConnectorStateInfo;
import org.apache.kafka.connect.runtime.rest.entities.ConnectorStateInfo.TaskState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Restarts what failed: at once, and when it keeps failing after pauses that double up to two
 * minutes. A connector that ran for ten minutes starts over with the shortest pause.
 */
final class TaskRestarter implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(TaskRestarter.class);
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Duration CALM = Duration.ofMinutes(10);

    private final Herder herder;
    private final InstantSource clock;
    private final Map<String, Restart> restarts = new HashMap<>();

    private record Restart(Instant at, Duration pause) {}

    TaskRestarter(Herder herder, InstantSource clock) {
        this.herder = herder;
        this.clock = clock;
    }

    @Override
    public void run() {
        for (String connector : herder.connectors()) {
            ConnectorStateInfo status = herder.connectorStatus(connector);
            if (hasFailed(status)) {
                restart(connector, trace(status));
            }
        }
    }

    private void restart(String connector, String trace) {
        Instant now = clock.instant();
        Restart last = restarts.get(connector);
        if (last != null && now.isBefore(last.at().plus(last.pause()))) {
            return;
        }
        restarts.put(connector, new Restart(now, nextPause(last, now)));
        LOG.warn("Restarts {}, which failed: {}", connector, trace);
        herder.restartConnectorAndTasks(
                new RestartRequest(connector, true, true),
                (error, _) -> {
                    if (error != null) {
                        LOG.warn("Could not restart {}", connector, error);
                    }
                });
    }

    private static Duration nextPause(@Nullable Restart last, Instant now) {
        if (last == null || now.isAfter(last.at().plus(CALM))) {
            return FIRST;
        }
        Duration doubled = last.pause().multipliedBy(2);
        return doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    }

    private static boolean hasFailed(ConnectorStateInfo status) {
        return isFailed(status.connector().state())
                || status.tasks().stream().map(TaskState::state).anyMatch(TaskRestarter::isFailed);
    }

    private static boolean isFailed(String state) {
        return AbstractStatus.State.FAILED.name().equals(state);
    }

    private static String trace(ConnectorStateInfo status) {
        return status.tasks().stream()
                .map(TaskState::trace)
                .filter(trace -> trace != null && !trace.isEmpty())
                .flatMap(String::lines)
                .filter(line -> line.startsWith("Caused by") || !line.startsWith("\tat"))
                .limit(3)
                .reduce((a, b) -> a + "; " + b)
                .orElse("no trace");
    }
}
