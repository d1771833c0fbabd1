package dev.tocsin.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.launcher.Exit;
import dev.tocsin.launcher.NotRunning;
import dev.tocsin.launcher.client.RestClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes everything that the desk keeps out, and in again, through the API. */
@Command(
        name = "desk",
        mixinStandardHelpOptions = true,
        description = "Export and import all that the incident desk keeps.")
public final class DeskCommand {
    private static final String EXPORT = "/api/v1/desk/export";
    private static final String IMPORT = "/api/v1/desk/import";

    /** Writes everything into a file. */
    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description = {
                "Write alerts, incidents, lists, keys and all else into a file, a document a line.",
                "It has the hashes of keys and passwords: only its owner can read it."
            })
    int export(
            @Parameters(paramLabel = "FILE", description = "Must not be there yet.") Path file,
            @Option(names = "--force", description = "Write over a file that is there.")
                    boolean force)
            throws IOException, InterruptedException, NotRunning {
        RestClient api = DeskApi.ofRunning();
        if (!force && Files.exists(file)) {
            System.err.println(
                    "Expected no file " + file + ", but found one. --force writes over it");
            return Exit.FAILED;
        }
        api.download(EXPORT, file);
        System.out.println("Exported to " + file + " (" + Files.size(file) + " bytes)");
        return Exit.DONE;
    }

    /** Takes a file in. */
    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description = {
                "Take an export in. What is there stays, unless it is to be replaced; the same file",
                "again changes nothing."
            })
    int importFile(
            @Parameters(paramLabel = "FILE") Path file,
            @Option(
                            names = "--replace",
                            description = "Replace documents that are there and differ.")
                    boolean replace,
            @Option(names = "--json", description = "Print the answer as JSON.") boolean json)
            throws IOException, InterruptedException, NotRunning {
        RestClient api = DeskApi.ofRunning();
        String path = IMPORT + "?existing=" + (replace ? "replace" : "keep");
        JsonNode answer = api.upload(path, file, "application/x-ndjson").ok();
        if (json) {
            System.out.println(answer);
        } else {
            print(file, answer);
        }
        return answer.path("complete").asBoolean() && answer.path("fault_count").asLong() == 0
                ? Exit.DONE
                : Exit.FAILED;
    }

    private static void print(Path file, JsonNode answer) {
        for (Map.Entry<String, JsonNode> each : answer.path("collections").properties()) {
            JsonNode fates = each.getValue();
            System.out.printf(
                    "%-20s %7d added %7d unchanged %7d kept %7d replaced %7d left out %7d refused%n",
                    each.getKey(),
                    fates.path("added").asInt(),
                    fates.path("unchanged").asInt(),
                    fates.path("kept").asInt(),
                    fates.path("replaced").asInt(),
                    fates.path("left_out").asInt(),
                    fates.path("refused").asInt());
        }
        Shown.faults(file, answer);
    }
}
