package dev.tocsin.launcher.supervise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the supervisor says of itself in {@code <home>/status.json}: replaced whole at each change,
 * so that a reader sees one state or the next.
 *
 * @param pid the supervisor's process
 * @param startedAtMs when that process started, to tell it from a later one with the same id
 * @param ready whether every process is healthy
 * @param failure why the machine gave up; empty when it did not
 * @param children the processes
 * @param rules what the watcher last said of the rules
 */
public record MachineStatus(
        long pid,
        long startedAtMs,
        boolean ready,
        String failure,
        List<ChildStatus> children,
        String rules) {

    /**
     * One process.
     *
     * @param name its name
     * @param pid its process id
     * @param startedAtMs when it started
     * @param state {@code waiting}, {@code starting}, {@code healthy}, {@code unhealthy}, {@code
     *     restarting} or {@code stopped}
     * @param restarts how often it was restarted
     * @param detail a line for people: progress, or why it was restarted
     */
    public record ChildStatus(
            String name, long pid, long startedAtMs, String state, int restarts, String detail) {}

    public MachineStatus {
        children = List.copyOf(children);
    }

    /** Whether the supervisor that wrote this still runs. */
    public boolean isRunning() {
        return isSameProcess(pid, startedAtMs);
    }

    /** Whether a process with that id runs and started at that time (to the second). */
    public static boolean isSameProcess(long pid, long startedAtMs) {
        return pid > 0
                && ProcessHandle.of(pid)
                        .map(p -> startOf(p) / 1000)
                        .filter(s -> s == startedAtMs / 1000)
                        .isPresent();
    }

    /** When a process started, milliseconds since the epoch; 0 when that is not known. */
    public static long startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    /** Reads {@code <home>/status.json}; empty when there is none. */
    public static Optional<MachineStatus> read(Path home) throws IOException {
        Path file = home.resolve("status.json");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        JsonNode json = Json.parse(Files.readAllBytes(file));
        List<ChildStatus> children = new ArrayList<>();
        for (JsonNode c : json.path("children")) {
            children.add(
                    new ChildStatus(
                            c.path("name").asText(),
                            c.path("pid").asLong(),
                            c.path("started_at_ms").asLong(),
                            c.path("state").asText(),
                            c.path("restarts").asInt(),
                            c.path("detail").asText()));
        }
        return Optional.of(
                new MachineStatus(
                        json.path("pid").asLong(),
                        json.path("started_at_ms").asLong(),
                        json.path("ready").asBoolean(),
                        json.path("failure").asText(),
                        children,
                        json.path("rules").asText()));
    }

    /** Writes {@code <home>/status.json}. */
    public void write(Path home) throws IOException {
        Path file = home.resolve("status.json");
        Path next = home.resolve("status.json.next");
        Files.write(next, Json.bytes(json()));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The document, also for {@code ./tocsin status --json}. */
    public ObjectNode json() {
        ObjectNode json = Json.object();
        json.put("pid", pid);
        json.put("started_at_ms", startedAtMs);
        json.put("ready", ready);
        json.put("failure", failure);
        json.put("rules", rules);
        ArrayNode array = json.putArray("children");
        for (ChildStatus c : children) {
            array.addObject()
                    .put("name", c.name())
                    .put("pid", c.pid())
                    .put("started_at_ms", c.startedAtMs())
                    .put("state", c.state())
                    .put("restarts", c.restarts())
                    .put("detail", c.detail());
        }
        return json;
    }
}
