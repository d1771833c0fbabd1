package dev.tocsin.launcher.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.ApiConfig;
import dev.tocsin.desk.DeskServer;
import dev.tocsin.embedded.Ports;
import dev.tocsin.json.Json;
import dev.tocsin.launcher.stack.Senders;
import dev.tocsin.launcher.stack.Stack;
import dev.tocsin.launcher.stack.StackExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The console in Chromium, on a whole machine. */
@ExtendWith(StackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleIT {
    private static final String PASSWORD = "a violet tramway in the rain";

    private @Nullable Chromium chromium;

    @BeforeAll
    void start() throws IOException {
        assumeThat(Chromium.installed()).as("chromium is installed").isTrue();
        chromium = Chromium.start();
    }

    @AfterAll
    void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void aPersonSetsAPasswordWithTheLinkLogsOutAndInAgain(Stack stack) throws Exception {
        Page page = open(stack, link(stack, "robin"));

        page.says("Set your password");
        page.write("New password", "short");
        page.press("Set password and log in");
        page.says("Set your password");
        page.write("New password", PASSWORD);
        page.press("Set password and log in");
        page.says("robin");
        page.press("Log out");
        page.says("Log in to Tocsin");
        page.write("User name", "robin");
        page.write("Password", "a guess that is wrong");
        page.press("Log in");
        page.says("Expected");
        page.write("Password", PASSWORD);
        page.press("Log in");

        page.says("Log out");
        assertThat(page.run("location.hash").asText()).doesNotContain("password");
        assertThat(page.faults()).isEmpty();
    }

    @Test
    void aPersonOfAProviderLogsInWhereTheyWantedToBeAndOutAtTheProvider(
            Stack stack, @TempDir Path directory) throws Exception {
        String home = "http://127.0.0.1:" + Ports.free();
        try (Provider provider = Provider.start();
                DeskServer _ = DeskServer.start(believing(provider, home, stack, directory))) {
            Page page = browser().open(home + "/#/suppressions");

            page.press("Log in with the house");
            page.says("alex");
            assertThat(page.run("location.hash").asText()).isEqualTo("#/suppressions");
            page.press("Log out");
            page.says("The provider has logged you out");

            page.go(home);
            page.says("Log in to Tocsin");
            assertThat(page.faults()).isEmpty();
        }
    }

    /** Settings of a desk beside the machine's own, whose people come from a provider. */
    private static ApiConfig believing(Provider provider, String home, Stack stack, Path directory)
            throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), "a secret of the console");
        Map<String, String> env = new HashMap<>(stack.settings().childEnv());
        env.put("TOCSIN_API_PORT", home.substring(home.lastIndexOf(':') + 1));
        env.put("TOCSIN_API_PUBLIC_URL", home);
        env.put("TOCSIN_API_OUTGOING_HTTP", "true");
        env.put("TOCSIN_API_OUTGOING_NETWORKS", "127.0.0.1");
        env.put("TOCSIN_API_OIDC_ISSUER", provider.issuer());
        env.put("TOCSIN_API_OIDC_CLIENT_ID", Provider.CLIENT);
        env.put("TOCSIN_API_OIDC_CLIENT_SECRET_FILE", secret.toString());
        env.put("TOCSIN_API_OIDC_ROLES", "analyst=soc");
        env.put("TOCSIN_API_OIDC_LABEL", "the house");
        return ApiConfig.from(env);
    }

    @Test
    void colleaguesSeeEachOtherAndADraftSurvivesWhatTheOtherSaves(Stack stack) throws Exception {
        String alert = alert(stack, "198.51.100.61");
        Page robin = as(stack, "robin", "/alerts/" + alert);
        Page sam = as(stack, "sam", "/alerts/" + alert);

        robin.says("sam is looking at this");
        sam.says("robin is looking at this");
        robin.within("Triage").choose("Verdict", "benign");
        sam.says("robin is editing verdict");
        sam.within("Triage").choose("Verdict", "suspicious");
        sam.within("Triage").press("Save");

        robin.says("Someone else changed this alert meanwhile.");
        robin.says("theirs is suspicious, yours is benign");
        assertThat(robin.within("Triage").value("Verdict")).isEqualTo("benign");
        robin.picture("presence");
        robin.press("Save mine over theirs");
        sam.says("robin is looking at this");
        sam.press("Log out");
        robin.saysNoMore("sam is");
        assertThat(robin.faults()).isEmpty();
        assertThat(sam.faults()).isEmpty();
    }

    @Test
    void anAnalystHidesAlertsLikeOneSeesWhatThatHidesAndEndsIt(Stack stack) throws Exception {
        String alert = alert(stack, "198.51.100.62");
        Page page = as(stack, "hides", "/alerts/" + alert);

        page.press("Hide alerts like this…");
        page.says("this would have hidden 1 alert.");
        page.write("Which alerts", "rule:ssh-brute-force and levl:high");
        page.says("Expected a field");
        page.write("Which alerts", "rule:ssh-brute-force source.ip:198.51.100.62");
        page.says("this would have hidden 1 alert.");
        page.write("Why", "The scanner of the audit");
        page.choose("For how long", "1 week");
        page.press("Hide them");
        page.says("in force");
        page.says("The scanner of the audit");
        assertThat(inForce(stack, "198.51.100.62")).isEqualTo(1);

        page.press("End it now…");
        page.press("End it");
        page.saysNoMore("The scanner of the audit");
        assertThat(inForce(stack, "198.51.100.62")).isZero();
        assertThat(page.faults()).isEmpty();
    }

    @Test
    void anAnalystFindsEventsNarrowsThemAndLooksAround(Stack stack) throws Exception {
        alert(stack, "198.51.100.63");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> stack.indexedEvents("console-198.51.100.63") == 6);
        Page page = as(stack, "searches", "/events");

        page.write("Filter", "usr.name:root");
        page.press("Search");
        page.says("Expected a field such as user.name at character 1, but found usr.name");
        page.write("Filter", "source.ip:198.51.100.63");
        page.press("Search");
        page.says("6 events");
        page.within("Values").press("failure");
        page.holds("Filter", "source.ip:198.51.100.63 event.outcome:\"failure\"");
        page.says("6 events");
        page.within("Values").press("Without host.name bastion-1");
        page.says("No event fits.");

        page.run("history.back()");
        page.says("6 events");
        page.run("document.querySelector('[aria-label=\"Found events\"] button').click()");
        page.says("Look next:");
        page.press("Before and after");
        page.says("before");
        page.press("Count the values of log.level");
        page.says("log.level");
        page.press("Raw JSON");
        page.says("\"ssh_login\"");
        page.press("user: root");
        page.holds("Filter", "user.name:\"root\"");
        assertThat(page.run("document.querySelectorAll('.bars rect').length").asInt())
                .isGreaterThan(10);
        assertThat(page.faults()).isEmpty();
    }

    @Test
    void anAnalystWorksSeveralAlertsAndAnIncidentWithTasks(Stack stack) throws Exception {
        String first = alert(stack, "198.51.100.64");
        String second = alert(stack, "198.51.100.65");
        Page page = as(stack, "works", "/alerts");

        page.write("Search", "198.51.100.6");
        page.pick(first);
        page.pick(second);
        page.says("2 selected");
        page.choose("Set the verdict of all", "suspicious");
        page.says("Done: 2 alerts.");
        page.pick(first);
        page.pick(second);
        page.press("To incident…");
        page.says("Incident from 2 alerts");
        page.press("Create incident");
        page.says("TLP:AMBER");
        page.within("Incident").choose("Phase", "containment");
        page.within("Incident").choose("TLP", "red");
        page.press("Save");
        page.says("TLP:RED");
        page.write("New task", "Block the addresses");
        page.press("Add task");
        page.says("0 of 1 done");
        page.choose("State of Block the addresses", "done");
        page.says("1 of 1 done");
        page.tick("Select SSH brute force (source.ip: 198.51.100.65)");
        page.press("Detach 1 alert");
        page.says("Done: 1 alert.");

        JsonNode alert = triage(stack, first);
        assertThat(alert.path("verdict").asText()).isEqualTo("suspicious");
        JsonNode incident = incident(stack, alert.path("incident").asText());
        assertThat(incident.path("alerts")).map(JsonNode::asText).containsExactly(first);
        assertThat(incident.path("phase").asText()).isEqualTo("containment");
        assertThat(page.faults()).isEmpty();
    }

    @Test
    void aNewIncidentIsAskedForWhatIsRequiredAndItsValuesAreChanged(Stack stack) throws Exception {
        String alert = alert(stack, "198.51.100.66");
        ObjectNode loss = Json.object().put("name", "loss").put("type", "number");
        field(stack, loss.put("label", "Loss in euros").put("required", true));
        ObjectNode region = Json.object().put("name", "region").put("type", "choice");
        region.putArray("choices").add("north").add("south");
        field(stack, region);
        try {
            Page page = as(stack, "asks", "/alerts/" + alert);
            page.press("To incident…");
            page.write("Loss in euros (required)", "1e300");
            page.press("Create incident");
            page.says("Expected a number from");
            page.write("Loss in euros (required)", "1200");
            page.picture("custom-fields");
            page.press("Create incident");
            page.says("TLP:AMBER");
            page.within("Incident").holds("Loss in euros (required)", "1200");
            page.within("Incident").choose("region", "south");
            page.press("Save");
            page.saysNoMore("Discard");
            String incident = triage(stack, alert).path("incident").asText();
            assertThat(incident(stack, incident).path("custom"))
                    .isEqualTo(Json.object().put("loss", 1200).put("region", "south"));

            retire(stack, "region");
            page.run("location.reload()");
            page.says("region (retired)");
            assertThat(page.faults()).isEmpty();
        } finally {
            retire(stack, "loss");
        }
    }

    @Test
    void anAnalystMergesAlertsTagsTheOneThatLeadsAndTakesTheOtherOutAgain(Stack stack)
            throws Exception {
        String other = alert(stack, "198.51.100.67");
        String leader = alert(stack, "198.51.100.68");
        Page page = as(stack, "merges", "/alerts");
        page.pick(other);
        page.pick(leader);
        page.press("Merge into…");
        page.says("Merge 2 alerts");
        page.run("document.querySelector('dialog input[value=\"%s\"]').click()".formatted(leader));
        page.picture("merge");
        page.press("Merge");
        page.says("Done: 1 alert.");
        page.saysNoMore("198.51.100.67");
        page.says("leads 1");
        page.write("Tags for all", "vpn users, dns");
        page.press("Tag");
        page.run("location.hash = '#/alerts/%s'".formatted(leader));
        page.says("Leads 1 merged alert");
        page.press("Remove the tag dns");
        page.press("Save");
        page.saysNoMore("Discard");

        page.press("SSH brute force (source.ip: 198.51.100.67)");
        page.says("Merged into another alert, which leads");
        assertThat(page.run("document.querySelector('.triage fieldset').disabled").asBoolean())
                .isTrue();
        page.press("Unmerge this alert");
        page.saysNoMore("Merged into another alert");
        page.within("Triage").choose("Verdict", "benign");
        page.press("Save");
        page.saysNoMore("Discard");

        assertThat(triage(stack, other).path("verdict").asText()).isEqualTo("benign");
        assertThat(triage(stack, leader).path("merged")).isEmpty();
        assertThat(triage(stack, leader).path("tags"))
                .map(JsonNode::asText)
                .containsOnly("vpn users");
        assertThat(page.faults()).isEmpty();
    }

    private static JsonNode triage(Stack stack, String alert) throws Exception {
        return stack.desk().get("/api/v1/alerts/" + alert).ok().path("triage");
    }

    private static void field(Stack stack, ObjectNode field) throws Exception {
        stack.desk().send("POST", "/api/v1/custom-fields", field, Map.of()).ok();
    }

    /** From then on nobody is asked for it. */
    private static void retire(Stack stack, String field) throws Exception {
        ObjectNode retired = Json.object().put("retired", true);
        Map<String, String> first = Map.of("If-Match", "\"1\"");
        stack.desk().send("PATCH", "/api/v1/custom-fields/" + field, retired, first).ok();
    }

    private static JsonNode incident(Stack stack, String id) throws Exception {
        return stack.desk().get("/api/v1/incidents/" + id).ok();
    }

    private static long inForce(Stack stack, String text) throws Exception {
        JsonNode items = stack.desk().get("/api/v1/suppressions").ok().path("items");
        return items.valueStream()
                .filter(item -> item.path("q").asText().contains(text))
                .filter(item -> item.path("in_force").asBoolean())
                .count();
    }

    /** A person's page of the console. */
    private Page as(Stack stack, String name, String place) throws Exception {
        ObjectNode wanted = Json.object().put("name", name).put("role", "analyst");
        JsonNode key = stack.desk().send("POST", "/api/v1/keys", wanted, Map.of()).ok();
        Page page = open(stack, "/#key=" + key.path("key").asText());
        page.says("Log out");
        page.run("location.hash = '#" + place + "'");
        return page;
    }

    /** Somebody guesses passwords from an address; gives the id of the alert. */
    private static String alert(Stack stack, String address) throws Exception {
        List<ObjectNode> events = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            events.add(Senders.failedLogin(Instant.now().minusSeconds(10 - i), "root", address));
        }
        stack.http().send(Senders.lines(events), "console-" + address);
        String query = "/api/v1/alerts?q=source.ip:" + address;
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () ->
                                stack.desk()
                                        .get(query)
                                        .ok()
                                        .path("items")
                                        .path(0)
                                        .path("id")
                                        .asText(),
                        id -> !id.isEmpty());
    }

    private Page open(Stack stack, String path) {
        return browser().open(stack.settings().api() + path);
    }

    private Chromium browser() {
        if (chromium == null) {
            throw new IllegalStateException("Expected a browser, but it was not started");
        }
        return chromium;
    }

    /** Makes an account and gives the path of the link that sets its password. */
    private static String link(Stack stack, String name) throws Exception {
        ObjectNode account = Json.object().put("name", name).put("display_name", name);
        account.putArray("roles").add("analyst");
        JsonNode made = stack.desk().send("POST", "/api/v1/accounts", account, Map.of()).ok();
        String url = made.path("link").path("url").asText();
        return url.substring(url.indexOf("/#"));
    }
}
