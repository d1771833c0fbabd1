package dev.tocsin.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import dev.tocsin.launcher.Exit;
import dev.tocsin.launcher.NotRunning;
import dev.tocsin.launcher.client.RestClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows and changes lists, through the API. */
@Command(
        name = "lists",
        mixinStandardHelpOptions = true,
        description = "Show and change lists: watched, blocked, assets, identities, placeholders.")
public final class ListsCommand {
    private static final String ALL = "/api/v1/lists";

    /** Shows all lists. */
    @Command(name = "list", mixinStandardHelpOptions = true, description = "Show all lists.")
    int list(@Option(names = "--json", description = "One JSON object a line.") boolean json)
            throws IOException, InterruptedException, NotRunning {
        RestClient api = DeskApi.ofRunning();
        for (JsonNode list : api.get(ALL).ok().path("items")) {
            System.out.println(
                    json
                            ? list
                            : "%-24s  %-12s  %6d entries  %s"
                                    .formatted(
                                            list.path("name").asText(),
                                            list.path("kind").asText(),
                                            list.path("entries").asInt(),
                                            Shown.plain(list.path("description").asText(""))));
        }
        return Exit.DONE;
    }

    /** Shows the entries of a list. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Show the entries of a list.")
    int show(
            @Parameters(paramLabel = "LIST") String name,
            @Option(names = "--json", description = "One JSON object a line.") boolean json)
            throws IOException, InterruptedException, NotRunning {
        RestClient api = DeskApi.ofRunning();
        String cursor = "";
        while (cursor != null) {
            JsonNode page = api.get(entries(name) + "?limit=500" + cursor).ok();
            page.path("items").forEach(entry -> System.out.println(json ? entry : text(entry)));
            String next = Json.text(page, "next");
            cursor = next == null ? null : "&cursor=" + next;
        }
        return Exit.DONE;
    }

    /** Adds an entry; makes the list when its kind is given. */
    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = "Add a value; it is in force in the stream within a second.")
    int add(
            @Parameters(paramLabel = "LIST") String name,
            @Parameters(paramLabel = "VALUE", description = "An address, a network, a name.")
                    String value,
            @Option(names = "--reason", paramLabel = "TEXT", description = "Why it is there.")
                    @Nullable String reason,
            @Option(
                            names = "--expires-at",
                            paramLabel = "TIME",
                            description = "When it leaves, for example 2030-01-01T00:00:00Z.")
                    @Nullable String expiresAt,
            @Option(
                            names = "--fact",
                            paramLabel = "NAME=TEXT",
                            description = "What is known of an asset or identity (repeat).")
                    @Nullable Map<String, String> facts,
            @Option(
                            names = "--create",
                            paramLabel = "KIND",
                            description =
                                    "Make the list first: watch, block, assets, identities or placeholders.")
                    @Nullable String kind)
            throws IOException, InterruptedException, NotRunning {
        RestClient api = DeskApi.ofRunning();
        if (kind != null) {
            ObjectNode list = Json.object().put("name", name).put("kind", kind);
            api.send("POST", ALL, list, Map.of()).ok();
        }
        ObjectNode body = Json.object().put("value", value).put("reason", reason);
        body.put("expires_at", expiresAt);
        if (facts != null) {
            facts.forEach(body.putObject("facts")::put);
        }
        System.out.println(text(api.send("POST", entries(name), body, Map.of()).ok()));
        return Exit.DONE;
    }

    /** Takes a value out. */
    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            description = "Take a value out of a list.")
    int remove(
            @Parameters(paramLabel = "LIST") String name,
            @Parameters(paramLabel = "VALUE") String value)
            throws IOException, InterruptedException, NotRunning {
        RestClient api = DeskApi.ofRunning();
        JsonNode found =
                api.get(entries(name) + "?value=" + RestClient.encoded(value)).ok().path("items");
        if (found.isEmpty()) {
            System.err.println("Expected a value of the list " + name + ", but found " + value);
            return Exit.FAILED;
        }
        String one = entries(name) + "/" + found.get(0).path("id").asText();
        api.send("DELETE", one, null, Map.of("If-Match", "*")).ok();
        System.out.println("Removed " + value);
        return Exit.DONE;
    }

    /** Adds the entries of a file. */
    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description = "Add the entries of a file: CSV with a header line, or NDJSON.")
    int importFile(
            @Parameters(paramLabel = "LIST") String name,
            @Parameters(paramLabel = "FILE", description = "Ends in .csv, or is NDJSON.") Path file,
            @Option(
                            names = "--replace",
                            description = "Take out what is not in the file, if all of it is good.")
                    boolean replace)
            throws IOException, InterruptedException, NotRunning {
        RestClient api = DeskApi.ofRunning();
        boolean csv = file.toString().endsWith(".csv");
        JsonNode answer =
                api.sendBytes(
                                "POST",
                                ALL + "/" + RestClient.encoded(name) + "/import?replace=" + replace,
                                Files.readAllBytes(file),
                                Map.of("Content-Type", csv ? "text/csv" : "application/x-ndjson"))
                        .ok();
        Shown.faults(file, answer);
        System.out.println(
                answer.path("accepted") + " accepted, " + answer.path("refused") + " refused");
        return answer.path("refused").asInt() == 0 ? Exit.DONE : Exit.FAILED;
    }

    private static String entries(String name) {
        return ALL + "/" + RestClient.encoded(name) + "/entries";
    }

    private static String text(JsonNode entry) {
        return "%-40s  until %-24s  by %-12s  %s  %s"
                .formatted(
                        Shown.text(entry, "value"),
                        Shown.text(entry, "expires_at"),
                        Shown.text(entry, "author"),
                        entry.path("facts").isEmpty() ? "" : entry.path("facts"),
                        Shown.plain(entry.path("reason").asText("")));
    }
}
