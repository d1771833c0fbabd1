package dev.tocsin.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import dev.tocsin.launcher.Exit;
import dev.tocsin.launcher.NotRunning;
import dev.tocsin.launcher.client.RestClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows and makes the accounts of people, through the API. */
@Command(
        name = "accounts",
        mixinStandardHelpOptions = true,
        description = "Show, make and disable the accounts of people.")
public final class AccountsCommand {
    private static final String ALL = "/api/v1/accounts";

    /** Shows all accounts. */
    @Command(name = "list", mixinStandardHelpOptions = true, description = "Show all accounts.")
    int list(@Option(names = "--json", description = "One JSON object a line.") boolean json)
            throws IOException, InterruptedException, NotRunning {
        RestClient api = DeskApi.ofRunning();
        for (JsonNode account : api.get(ALL).ok().path("items")) {
            System.out.println(json ? account : text(account));
        }
        return Exit.DONE;
    }

    /** Makes an account and shows the link for its owner, this once. */
    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = "Make an account; its owner sets the password with the link.")
    int add(
            @Parameters(paramLabel = "NAME", description = "What its owner logs in with.")
                    String name,
            @Option(
                            names = "--role",
                            paramLabel = "ROLE",
                            required = true,
                            description =
                                    "viewer, analyst, responder, rule_author or admin (repeat).")
                    List<String> roles,
            @Option(
                            names = "--display-name",
                            paramLabel = "TEXT",
                            description = "What people call its owner.")
                    @Nullable String displayName)
            throws IOException, InterruptedException, NotRunning {
        RestClient api = DeskApi.ofRunning();
        ObjectNode body = Json.object().put("name", name).put("display_name", displayName);
        ArrayNode wanted = body.putArray("roles");
        roles.forEach(wanted::add);
        show(api.send("POST", ALL, body, Map.of()).ok().path("link"));
        return Exit.DONE;
    }

    /** Makes a new link for the owner of an account, and shows it, this once. */
    @Command(
            name = "link",
            mixinStandardHelpOptions = true,
            description = "Make a link to set a password; an earlier one is no longer good.")
    int link(@Parameters(paramLabel = "NAME") String name)
            throws IOException, InterruptedException, NotRunning {
        RestClient api = DeskApi.ofRunning();
        show(api.send("POST", one(name) + "/link", Json.object(), Map.of()).ok());
        return Exit.DONE;
    }

    /** Disables an account. */
    @Command(
            name = "disable",
            mixinStandardHelpOptions = true,
            description = "Let nobody in with an account; its sessions end at once.")
    int disable(@Parameters(paramLabel = "NAME") String name)
            throws IOException, InterruptedException, NotRunning {
        return setState(name, "disabled");
    }

    /** Enables an account that was disabled. */
    @Command(
            name = "enable",
            mixinStandardHelpOptions = true,
            description = "Let the owner of a disabled account in again.")
    int enable(@Parameters(paramLabel = "NAME") String name)
            throws IOException, InterruptedException, NotRunning {
        return setState(name, "active");
    }

    private static int setState(String name, String state)
            throws IOException, InterruptedException, NotRunning {
        RestClient api = DeskApi.ofRunning();
        Map<String, String> headers =
                Map.of("If-Match", "*", "Content-Type", "application/merge-patch+json");
        JsonNode changed =
                api.send("PATCH", one(name), Json.object().put("state", state), headers).ok();
        System.out.println(text(changed));
        return Exit.DONE;
    }

    private static void show(JsonNode link) {
        System.out.println(
                link.path("url").asText()
                        + "\nGood once, until "
                        + link.path("expires_at").asText());
    }

    private static String one(String name) {
        return ALL + "/" + RestClient.encoded(name);
    }

    private static String text(JsonNode account) {
        List<String> roles = new ArrayList<>();
        account.path("roles").forEach(role -> roles.add(role.asText()));
        return "%-24s  %-8s  %-28s  last log-in %-24s  %s"
                .formatted(
                        Shown.text(account, "name"),
                        Shown.text(account, "state"),
                        String.join(",", roles),
                        Shown.text(account, "last_login_at"),
                        Shown.text(account, "display_name"));
    }
}
