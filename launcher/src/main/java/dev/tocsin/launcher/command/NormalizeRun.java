package dev.tocsin.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import dev.tocsin.launcher.Exit;
import dev.tocsin.launcher.events.EventFile;
import dev.tocsin.launcher.events.Found;
import dev.tocsin.topology.enrich.Enrichment;
import dev.tocsin.topology.normalize.EventNormalizer;
import dev.tocsin.topology.normalize.IngestInfo;
import dev.tocsin.topology.normalize.NormalizedEvent;
import dev.tocsin.topology.normalize.Reading;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Prints what the events of a file become. */
final class NormalizeRun {
    private final EventNormalizer normalizer;
    private final Enrichment enrichment;
    private final @Nullable String source;
    private final @Nullable String hint;
    private final boolean json;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Instant now;
    private long events;
    private long withProblems;
    private long dropped;
    private long unreadable;

    /**
     * @param now stands for the arrival of every event
     */
    NormalizeRun(
            Reading reading,
            @Nullable String source,
            @Nullable String hint,
            boolean json,
            CommandSpec spec,
            Instant now) {
        this.normalizer = new EventNormalizer(reading);
        this.enrichment = reading.enrichment();
        this.source = source;
        this.hint = hint;
        this.json = json;
        this.out = spec.commandLine().getOut();
        this.err = spec.commandLine().getErr();
        this.now = now;
    }

    /** Ends early when nobody reads what is printed; the exit code. */
    int run(EventFile file) {
        for (Found found = file.next(); found != null && !out.checkError(); found = file.next()) {
            switch (found) {
                case Found.Event(long number, ObjectNode sent) -> print(number, sent);
                case Found.Unreadable(long number, String where, String reason) -> {
                    unreadable++;
                    err.printf("event %d, %s: %s%n", number, where, reason);
                }
            }
        }
        err.printf(
                "%d events, %d of them with problems, %d dropped, %d unreadable%n",
                events, withProblems, dropped, unreadable);
        return unreadable == 0 ? Exit.DONE : Exit.FAILED;
    }

    private void print(long number, ObjectNode sent) {
        IngestInfo info =
                new IngestInfo(now, "event-" + number, null, source, hint, ZoneOffset.UTC);
        NormalizedEvent event = normalizer.normalize(sent, info);
        enrichment.enrich(event.event());
        JsonNode problems = Json.at(event.event(), "tocsin.problems");
        events++;
        withProblems += problems == null ? 0 : 1;
        dropped += event.droppedBy() == null ? 0 : 1;
        if (json) {
            out.println(line(number, event));
        } else {
            out.printf("event %d%s%n", number, remark(event));
            out.println(event.event().toPrettyString());
        }
    }

    private static String remark(NormalizedEvent event) {
        return event.droppedBy() == null ? "" : ", dropped by " + event.droppedBy();
    }

    private static ObjectNode line(long number, NormalizedEvent event) {
        ObjectNode line = Json.object().put("number", number);
        if (event.droppedBy() != null) {
            line.put("dropped", event.droppedBy());
        }
        line.set("event", event.event());
        return line;
    }
}
