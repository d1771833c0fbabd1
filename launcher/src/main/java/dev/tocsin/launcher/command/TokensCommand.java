package dev.tocsin.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import dev.tocsin.launcher.Exit;
import dev.tocsin.launcher.NotRunning;
import dev.tocsin.launcher.client.RestClient;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes, lists and revokes the tokens with which senders may send, through the API. */
@Command(
        name = "tokens",
        mixinStandardHelpOptions = true,
        description = "Make, list and revoke the tokens with which senders may send.")
public final class TokensCommand {
    private static final String ALL = "/api/v1/ingest-tokens";

    /** Makes a token and shows it, this once. */
    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = "Make a token; it is shown this once.")
    int create(
            @Parameters(paramLabel = "SOURCE", description = "The source of what is sent with it.")
                    String source,
            @Option(
                            names = "--pipeline",
                            paramLabel = "NAME",
                            description = "The pipeline where the endpoint names none.")
                    @Nullable String pipeline,
            @Option(
                            names = "--protocol",
                            paramLabel = "NAME",
                            description = "A protocol that it is good for (repeat); none: all.")
                    @Nullable List<String> protocols,
            @Option(
                            names = "--expires-at",
                            paramLabel = "TIME",
                            description = "When it ends, for example 2030-01-01T00:00:00Z.")
                    @Nullable String expiresAt)
            throws IOException, InterruptedException, NotRunning {
        RestClient api = DeskApi.ofRunning();
        ObjectNode body = Json.object();
        body.put("source", source).put("pipeline", pipeline).put("expires_at", expiresAt);
        ArrayNode names = body.putArray("protocols");
        if (protocols != null) {
            protocols.forEach(names::add);
        }
        JsonNode made = api.send("POST", ALL, body, Map.of()).ok();
        System.err.println(
                "Token " + made.path("id").asText() + " for " + source + ", shown this once:");
        System.out.println(made.path("token").asText());
        return Exit.DONE;
    }

    /** Lists the tokens that are not revoked. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Show the tokens that are not revoked, never the secrets.")
    int list(@Option(names = "--json", description = "One JSON object a line.") boolean json)
            throws IOException, InterruptedException, NotRunning {
        RestClient api = DeskApi.ofRunning();
        for (JsonNode token : api.get(ALL).ok().path("items")) {
            System.out.println(json ? token : text(token));
        }
        return Exit.DONE;
    }

    /** Revokes a token. */
    @Command(
            name = "revoke",
            mixinStandardHelpOptions = true,
            description = "Revoke a token; every bridge refuses it within five seconds.")
    int revoke(@Parameters(paramLabel = "ID", description = "The id from the list.") String id)
            throws IOException, InterruptedException, NotRunning {
        RestClient api = DeskApi.ofRunning();
        RestClient.Answer answer =
                api.send("DELETE", ALL + "/" + RestClient.encoded(id), null, Map.of());
        if (answer.status() == 404) {
            System.err.println("Expected the id of a token, but found " + id);
            return Exit.FAILED;
        }
        answer.ok();
        System.out.println("Revoked " + id);
        return Exit.DONE;
    }

    private static String text(JsonNode token) {
        return "%s  %-20s  pipeline %s  protocols %s  expires %s  by %s"
                .formatted(
                        Shown.text(token, "id"),
                        Shown.text(token, "source"),
                        Shown.text(token, "pipeline"),
                        token.path("protocols").isEmpty() ? "all" : token.path("protocols"),
                        Shown.text(token, "expires_at"),
                        Shown.text(token, "created_by"));
    }
}
