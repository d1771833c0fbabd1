package dev.tocsin.launcher.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.ApiConfig;
import dev.tocsin.desk.DeskServer;
import dev.tocsin.embedded.Ports;
import dev.tocsin.json.Json;
import dev.tocsin.launcher.stack.OnStack;
import dev.tocsin.launcher.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The console in Chromium, on a whole machine. */
@OnStack
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
        Desk desk = new Desk(stack);
        Page page = open(desk, desk.link("robin"));

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
        Desk desk = new Desk(stack);
        String alert = desk.alert("198.51.100.61");
        Page robin = as(desk, "robin", "/alerts/" + alert);
        Page sam = as(desk, "sam", "/alerts/" + alert);

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
        Desk desk = new Desk(stack);
        String alert = desk.alert("198.51.100.62");
        Page page = as(desk, "hides", "/alerts/" + alert);

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
        assertThat(desk.inForce("198.51.100.62")).isEqualTo(1);

        page.press("End it now…");
        page.press("End it");
        page.saysNoMore("The scanner of the audit");
        assertThat(desk.inForce("198.51.100.62")).isZero();
        assertThat(page.faults()).isEmpty();
    }

    @Test
    void anAnalystFindsEventsNarrowsThemAndLooksAround(Stack stack) throws Exception {
        Desk desk = new Desk(stack);
        desk.alert("198.51.100.63");
        desk.awaitEvents("198.51.100.63");
        Page page = as(desk, "searches", "/events");

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
        Desk desk = new Desk(stack);
        String first = desk.alert("198.51.100.64");
        String second = desk.alert("198.51.100.65");
        Page page = as(desk, "works", "/alerts");

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

        JsonNode alert = desk.triage(first);
        assertThat(alert.path("verdict").asText()).isEqualTo("suspicious");
        JsonNode incident = desk.incident(alert.path("incident").asText());
        assertThat(incident.path("alerts")).map(JsonNode::asText).containsExactly(first);
        assertThat(incident.path("phase").asText()).isEqualTo("containment");
        assertThat(page.faults()).isEmpty();
    }

    @Test
    void analystsWriteTheoriesMitigationsLessonsAndLinksOfAnIncident(Stack stack) throws Exception {
        Desk desk = new Desk(stack);
        String one = desk.opened("The stolen key");
        String other = desk.opened("The one before");
        Page page = as(desk, "thinks", "/incidents/" + one);
        page.write("New theory", "Stolen key");
        page.press("Add theory");
        page.write("New mitigation", "Block the address");
        page.press("Add mitigation");
        page.write("New lesson", "Rotate keys");
        page.press("Add lesson");
        page.within("mitigation: Block the address").choose("State", "active");
        page.within("mitigation: Block the address").tick("Temporary");
        page.within("mitigation: Block the address").press("Save");
        page.saysNoMore("Discard");
        page.within("lesson: Rotate keys").write("Action", "Every 90 days");
        page.within("lesson: Rotate keys").press("Save");
        page.saysNoMore("Discard");
        page.choose("This incident is", "caused by");
        page.write("Incident number", other);
        page.press("Add link");
        page.says("caused by " + other);

        Page colleague = as(desk, "checks", "/incidents/" + one);
        colleague.within("theory: Stolen key").choose("State", "refuted");
        page.within("theory: Stolen key").choose("State", "supported");
        page.within("theory: Stolen key").press("Save");
        page.saysNoMore("Discard");
        colleague.says("theirs is supported, yours is refuted");
        colleague.within("theory: Stolen key").press("Save mine over theirs");
        page.within("theory: Stolen key").holds("State", "refuted");
        lookAt(page);
        page.press("Remove lesson Rotate keys");
        page.press("Remove link caused by " + other);
        page.saysNoMore("Every 90 days");
        page.saysNoMore("caused by " + other);

        assertThat(desk.parts(one, "theories").findValuesAsText("state"))
                .containsExactly("refuted");
        assertThat(desk.parts(one, "mitigations").at("/items/0/temporary").asBoolean()).isTrue();
        assertThat(desk.parts(one, "mitigations").at("/items/0/state").asText())
                .isEqualTo("active");
        assertThat(desk.parts(one, "lessons").path("items")).isEmpty();
        assertThat(desk.parts(one, "links").path("items")).isEmpty();
        assertThat(page.faults()).isEmpty();
        assertThat(colleague.faults()).isEmpty();
    }

    private static void lookAt(Page page) throws IOException {
        page.run("document.getElementById('theories').scrollIntoView()");
        for (String theme : new String[] {"light", "dark"}) {
            page.run("document.documentElement.dataset.theme = '%s'".formatted(theme));
            page.picture("parts-of-an-incident-" + theme);
        }
    }

    @Test
    void aNewIncidentIsAskedForWhatIsRequiredAndItsValuesAreChanged(Stack stack) throws Exception {
        Desk desk = new Desk(stack);
        String alert = desk.alert("198.51.100.66");
        ObjectNode loss = Json.object().put("name", "loss").put("type", "number");
        desk.field(loss.put("label", "Loss in euros").put("required", true));
        ObjectNode region = Json.object().put("name", "region").put("type", "choice");
        region.putArray("choices").add("north").add("south");
        desk.field(region);
        try {
            Page page = as(desk, "asks", "/alerts/" + alert);
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
            page.save();
            String incident = desk.triage(alert).path("incident").asText();
            assertThat(desk.incident(incident).path("custom"))
                    .isEqualTo(Json.object().put("loss", 1200).put("region", "south"));

            desk.retire("region");
            page.run("location.reload()");
            page.says("region (retired)");
            assertThat(page.faults()).isEmpty();
        } finally {
            desk.retire("loss");
        }
    }

    @Test
    void anAnalystMergesAlertsTagsTheOneThatLeadsAndTakesTheOtherOutAgain(Stack stack)
            throws Exception {
        Desk desk = new Desk(stack);
        String other = desk.alert("198.51.100.67");
        String leader = desk.alert("198.51.100.68");
        Page page = as(desk, "merges", "/alerts");
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
        page.save();

        page.press("SSH brute force (source.ip: 198.51.100.67)");
        page.says("Merged into another alert, which leads");
        assertThat(page.run("document.querySelector('.triage fieldset').disabled").asBoolean())
                .isTrue();
        page.press("Unmerge this alert");
        page.saysNoMore("Merged into another alert");
        page.within("Triage").choose("Verdict", "benign");
        page.save();

        assertThat(desk.triage(other).path("verdict").asText()).isEqualTo("benign");
        assertThat(desk.triage(leader).path("merged")).isEmpty();
        assertThat(desk.triage(leader).path("tags"))
                .map(JsonNode::asText)
                .containsOnly("vpn users");
        assertThat(page.faults()).isEmpty();
    }

    /** A person's page of the console. */
    private Page as(Desk desk, String name, String place) throws Exception {
        Page page = open(desk, "/#key=" + desk.key(name));
        page.says("Log out");
        page.run("location.hash = '#" + place + "'");
        return page;
    }

    private Page open(Desk desk, String path) {
        return browser().open(desk.address() + path);
    }

    private Chromium browser() {
        if (chromium == null) {
            throw new IllegalStateException("Expected a browser, but it was not started");
        }
        return chromium;
    }
}
