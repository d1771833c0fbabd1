package dev.tocsin.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.json.Json;
import dev.tocsin.launcher.Exit;
import dev.tocsin.launcher.NotRunning;
import dev.tocsin.launcher.client.RestClient;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Searches events, through the API. */
@Command(
        name = "search",
        mixinStandardHelpOptions = true,
        description = "Search events: those of the last 24 hours, newest first.")
public final class SearchCommand implements Callable<Integer> {
    private static final int PAGE = 500;

    @Parameters(
            paramLabel = "FILTER",
            arity = "0..1",
            defaultValue = "",
            description = "For example 'user.name:alice source.ip:10.0.0.0/8'; all events without.")
    private String filter = "";

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "2026-01-31, 2026-01-31T12:00:00Z or now-15m.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "The same; now without.")
    private @Nullable String to;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "The most events; ${DEFAULT-VALUE} without.")
    private int limit = 100;

    @Option(names = "--json", description = "Whole events, one a line.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException, NotRunning {
        RestClient api = DeskApi.ofRunning();
        String cursor = "";
        int left = limit;
        while (cursor != null && left > 0) {
            RestClient.Answer answer = api.get(path(cursor, Math.min(PAGE, left)));
            if (answer.status() != 200) {
                System.err.println(answer.body().path("detail").asText("" + answer.body()));
                return Exit.FAILED;
            }
            JsonNode page = answer.body();
            page.path("items").forEach(e -> System.out.println(json ? e : line(e)));
            left -= page.path("items").size();
            cursor = Json.text(page, "next");
            if (cursor == null || left <= 0) {
                tell(page);
            }
        }
        return Exit.DONE;
    }

    /** How many there are, beside what is printed. */
    private static void tell(JsonNode page) {
        boolean exact = page.path("total_is").asText().equals("exact");
        System.err.printf(
                "%s%s events from %s to %s%n",
                exact ? "" : "at least ",
                page.path("total"),
                page.path("from").asText(),
                page.path("to").asText());
        if (page.has("incomplete")) {
            System.err.println(page.path("incomplete").asText());
        }
    }

    private String path(String cursor, int size) {
        return "/api/v1/events?limit="
                + size
                + parameter("q", filter)
                + parameter("from", from)
                + parameter("to", to)
                + parameter("cursor", cursor);
    }

    private static String parameter(String name, @Nullable String value) {
        return value == null || value.isEmpty() ? "" : "&" + name + "=" + RestClient.encoded(value);
    }

    private static String line(JsonNode event) {
        return "%-24s  %-20s  %-16s  %-15s  %-20s  %s"
                .formatted(
                        Shown.text(event, "@timestamp"),
                        Shown.text(event, "host.name"),
                        Shown.text(event, "user.name"),
                        Shown.text(event, "source.ip"),
                        Shown.text(event, "event.action"),
                        Shown.text(event, "message"));
    }
}
