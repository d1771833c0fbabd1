package dev.tocsin.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** MozDef's routes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MozDefIT {
    private DeskDriver desk;
    private Caller admin;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        desk = new DeskDriver(directory);
        admin = desk.admin();
    }

    @AfterAll
    void stop() {
        desk.close();
    }

    @Test
    void blocksAnAddressAsMozDefsFormSendsIt() {
        Answer answer =
                admin.post(
                        "/blockip",
                        "[{\"IPBlockList\":true},{\"ipaddress\":\"203.0.113.9\"},{\"duration\":\"1d\"},{\"comment\":\"Scan\"}]");

        assertThat(answer.text("status")).isEqualTo("success");
        assertThat(admin.get("/api/v1/lists/mozdef-blocked-addresses/entries").text())
                .contains("203.0.113.9", "Scan");
    }

    @Test
    void refusesWhatMustNeverBeBlocked() {
        admin.post("/api/v1/lists", "{\"name\":\"never-block\",\"kind\":\"placeholders\"}");
        admin.post("/api/v1/lists/never-block/entries", "{\"value\":\"198.51.100.0/24\"}");
        admin.post("/api/v1/lists/never-block/entries", "{\"value\":\"bank.example\"}");

        assertThat(admin.post("/blockip", "{\"ipaddress\":\"198.51.100.7\"}").status())
                .isEqualTo(422);
        assertThat(admin.post("/blockip", "{\"ipaddress\":\"198.51.0.0/16\"}").status())
                .isEqualTo(422);
        assertThat(admin.post("/blockip", "{\"ipaddress\":\"10.0.0.1\"}").status()).isEqualTo(422);
        assertThat(admin.post("/blockip", "{\"ipaddress\":\"127.0.0.1\"}").status()).isEqualTo(422);
        assertThat(admin.post("/blockfqdn", "{\"fqdn\":\"www.bank.example\"}").status())
                .isEqualTo(422);
        assertThat(admin.post("/blockfqdn", "{\"fqdn\":\"evil.example\"}").status()).isEqualTo(200);
    }

    @Test
    void watchesAnItemAndShowsIt() {
        admin.post("/watchitem", "{\"watchcontent\":\"mallory\",\"userid\":\"me\"}");

        assertThat(admin.get("/getwatchlist").text()).contains("mallory", "asked for by me");
    }

    @Test
    void opensAnIncidentAndNamesEveryFaultOfAnother() {
        Answer good =
                admin.post(
                        "/incident",
                        "{\"summary\":\"Old\",\"phase\":\"Closed\",\"creator\":\"a@b.example\",\"dateOpened\":\"2015-10-21 2:30 pm\"}");
        Answer bad = admin.post("/incident", "{\"phase\":\"Odd\",\"dateOpened\":\"yesterday\"}");

        assertThat(admin.get(String.valueOf(good.header("Location"))).text("status"))
                .isEqualTo("closed");
        assertThat(bad.json().path("errors").findValuesAsText("pointer"))
                .contains("/summary", "/phase", "/creator", "/dateOpened");
    }

    @Test
    void givesAnIncidentItsPhaseAndDates() {
        Answer opened =
                admin.post(
                        "/incident",
                        "{\"summary\":\"Dated\",\"phase\":\"Lessons Learned\",\"creator\":\"a@b.example\",\"dateOpened\":\"2015-10-21 2:00 pm\","
                                + "\"dateReported\":\"2015-10-21 2:30 pm\",\"dateVerified\":\"2015-10-21 3:30 pm\",\"dateContained\":\"2015-10-22 9:00 am\"}");
        Answer reversed =
                admin.post(
                        "/incident",
                        "{\"summary\":\"Reversed\",\"phase\":\"Recovery\",\"creator\":\"a@b.example\","
                                + "\"dateReported\":\"2015-10-22 2:30 pm\",\"dateVerified\":\"2015-10-21 3:30 pm\"}");

        Answer incident = admin.get(String.valueOf(opened.header("Location")));
        assertThat(opened.status()).as(opened.text()).isEqualTo(200);
        assertThat(incident.text("phase")).isEqualTo("lessons_learned");
        assertThat(incident.text("reported_at")).isEqualTo("2015-10-21T14:30:00.000Z");
        assertThat(incident.text("contained_at")).isEqualTo("2015-10-22T09:00:00.000Z");
        assertThat(incident.text("summary"))
                .isEqualTo("Creator: a@b.example\nOpened: 2015-10-21T14:00");
        assertThat(reversed.status()).isEqualTo(422);
        assertThat(reversed.text()).contains("\"pointer\":\"/dateVerified\"");
    }

    @Test
    void changesTheStateOfAnAlertAndKeepsWhoAnswered() {
        desk.stored(TestAlerts.alert("triaged"));

        Answer answer =
                admin.post(
                        "/alertstatus",
                        "{\"alert\":\"triaged\",\"status\":\"acknowledged\","
                                + "\"user\":{\"email\":\"ada@corp.example\",\"slack\":\"ada\"},"
                                + "\"identityConfidence\":\"high\",\"response\":\"yes\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("status")).isEqualTo("success");
        assertThat(admin.get("/api/v1/alerts/triaged").text("triage.status")).isEqualTo("resolved");
        assertThat(admin.get("/api/v1/alerts/triaged/history").text())
                .contains("user ada@corp.example; identity confidence high; response yes");
    }

    @Test
    void changesTheStateOfAnAlertAndKnowsWhenThereIsNone() {
        assertThat(
                        admin.post("/alertstatus", "{\"alert\":\"none\",\"status\":\"inProgress\"}")
                                .status())
                .isEqualTo(404);
        assertThat(desk.nobody().get("/status").text("service")).isEqualTo("restapi");
    }
}
