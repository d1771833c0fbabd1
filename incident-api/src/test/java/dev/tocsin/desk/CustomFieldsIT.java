package dev.tocsin.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fields that administrators give incidents: definitions and values. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CustomFieldsIT {
    private static final String FIELDS = "/api/v1/custom-fields";
    private static final String INCIDENTS = "/api/v1/incidents";

    private DeskDriver desk;
    private Caller admin;
    private Caller analyst;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        desk = new DeskDriver(directory);
        admin = desk.admin();
        analyst = desk.caller("analyst");
        define("ticket", "text", "");
        define("loss", "number", "");
        define("reported", "boolean", "");
        define("deadline", "date", "");
        define("region", "choice", ",'choices':['emea','apac']");
        define("owner", "user", "");
    }

    @AfterAll
    void stop() {
        desk.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ticket|'T-1'|7|custom.ticket:t-1|custom.ticket:T-2",
                "loss|12.5|'much'|custom.loss:>12|custom.loss:<12",
                "loss|1200000|1e300|custom.loss:1200000|custom.loss:[1 TO 2]",
                "reported|true|'yes'|custom.reported:true|custom.reported:false",
                "deadline|'2026-12-01T10:00:00.000Z'|'soon'|custom.deadline:>2026-12-01T09:00:00Z|custom.deadline:<2026-12-01T09:00:00Z",
                "region|'emea'|'mars'|custom.region:EMEA|custom.region:apac",
                "owner|'alice'|{}|custom.owner:alice|custom.owner:bob"
            })
    void checksKeepsAndFindsAValueOfEachType(
            String name, String good, String bad, String finds, String misses) {
        Answer opened = analyst.post(INCIDENTS, "{\"title\":\"x\"}");
        String path = INCIDENTS + "/" + opened.id();

        Answer refused = analyst.patch(path, opened.etag(), custom(name, bad));
        Answer set = analyst.patch(path, opened.etag(), custom(name, good));
        List<String> found = listed(finds);
        List<String> missed = listed(misses);
        List<String> known = listed("custom." + name + ":*");
        Answer unset = analyst.patch(path, set.etag(), custom(name, "null"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(pointers(refused)).containsExactly("/custom/" + name);
        assertThat(set.json().path("custom").path(name).toString()).isEqualTo(json(good));
        assertThat(analyst.get(path).json().path("custom")).isEmpty();
        assertThat(found).contains(opened.id());
        assertThat(known).contains(opened.id());
        assertThat(missed).doesNotContain(opened.id());
        assertThat(unset.json().path("custom")).isEmpty();
        assertThat(analyst.get(path + "/history").text())
                .contains(
                        "\"field\":\"custom.%s\",\"from\":null,\"to\":%s"
                                .formatted(name, text(good)))
                .contains(
                        "\"field\":\"custom.%s\",\"from\":%s,\"to\":null"
                                .formatted(name, text(good)));
    }

    @Test
    void readsADayAsItsFirstMoment() {
        Answer opened = open("{'title':'x','custom':{'deadline':'2026-12-01'}}");

        assertThat(opened.json().at("/custom/deadline").asText())
                .isEqualTo("2026-12-01T00:00:00.000Z");
    }

    @Test
    void mergesValuesAndTellsAllFaultsAtOnce() {
        Answer opened = open("{'title':'x','custom':{'ticket':'T-2','loss':3}}");
        String path = INCIDENTS + "/" + opened.id();

        Answer changed = analyst.patch(path, opened.etag(), custom("loss", "4"));
        Answer faulty =
                analyst.patch(
                        path,
                        changed.etag(),
                        json("{'severity':'huge','custom':{'loss':'x','size':4,'region':'mars'}}"));
        Answer none = analyst.patch(path, changed.etag(), "{\"custom\":null}");
        Answer same = analyst.patch(path, changed.etag(), custom("loss", "4.0"));

        assertThat(changed.json().path("custom").toString())
                .isEqualTo("{\"loss\":4,\"ticket\":\"T-2\"}");
        assertThat(analyst.get(path).json().path("custom"))
                .isEqualTo(changed.json().path("custom"));
        assertThat(pointers(faulty))
                .containsExactlyInAnyOrder(
                        "/severity", "/custom/loss", "/custom/size", "/custom/region");
        assertThat(pointers(none)).containsExactly("/custom");
        assertThat(same.etag()).isEqualTo(changed.etag());
    }

    @Test
    void asksForARequiredValueAndTakesTheOneOfATemplate() {
        define("unit", "choice", ",'choices':['it','ot'],'required':true");
        try {
            Answer without = analyst.post(INCIDENTS, json("{'title':'','custom':{'loss':'x'}}"));
            Answer with = open("{'title':'x','custom':{'unit':'it'}}");
            Answer removed =
                    analyst.patch(INCIDENTS + "/" + with.id(), with.etag(), custom("unit", "null"));
            Answer template =
                    admin.post(
                            "/api/v1/incident-templates",
                            json("{'id':'plant','name':'Plant','custom':{'unit':'ot','loss':5}}"));
            Answer preset = open("{'title':'x','template':'plant','custom':{'loss':6}}");
            Answer applied =
                    analyst.post(
                            INCIDENTS + "/" + with.id() + "/template", "{\"template\":\"plant\"}");
            Answer wrong =
                    admin.post(
                            "/api/v1/incident-templates",
                            json("{'id':'bad','name':'Bad','custom':{'unit':'x','none':1}}"));

            assertThat(pointers(without))
                    .containsExactlyInAnyOrder("/title", "/custom/loss", "/custom/unit");
            assertThat(pointers(removed)).containsExactly("/custom/unit");
            assertThat(template.status()).isEqualTo(201);
            assertThat(preset.json().path("custom").toString())
                    .isEqualTo("{\"loss\":6,\"unit\":\"ot\"}");
            assertThat(applied.json().path("custom").toString())
                    .isEqualTo("{\"loss\":5,\"unit\":\"it\"}");
            assertThat(pointers(wrong)).containsExactlyInAnyOrder("/custom/unit", "/custom/none");
        } finally {
            retire("unit", true);
        }
    }

    @Test
    void keepsTheValuesOfARetiredFieldUntilTheyAreRemoved() {
        define("campaign", "choice", ",'choices':['a','b']");
        Answer opened = open("{'title':'x','custom':{'campaign':'a'}}");
        String path = INCIDENTS + "/" + opened.id();
        Answer inUse = with(FIELDS + "/campaign").delete(FIELDS + "/campaign");
        retire("campaign", true);

        Answer other = analyst.patch(path, opened.etag(), json("{'title':'y'}"));
        Answer same = analyst.patch(path, other.etag(), custom("campaign", "'a'"));
        Answer refused = analyst.patch(path, other.etag(), custom("campaign", "'b'"));
        List<String> found = listed("custom.campaign:a");
        retire("campaign", false);
        Answer again = analyst.patch(path, other.etag(), custom("campaign", "'b'"));
        retire("campaign", true);
        Answer removed = analyst.patch(path, again.etag(), custom("campaign", "null"));
        Answer deleted = with(FIELDS + "/campaign").delete(FIELDS + "/campaign");

        assertThat(inUse.status()).isEqualTo(409);
        assertThat(other.json().at("/custom/campaign").asText()).isEqualTo("a");
        assertThat(same.status()).isEqualTo(200);
        assertThat(pointers(refused)).containsExactly("/custom/campaign");
        assertThat(found).containsExactly(opened.id());
        assertThat(again.json().at("/custom/campaign").asText()).isEqualTo("b");
        assertThat(removed.json().path("custom")).isEmpty();
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(analyst.get(INCIDENTS + "?q=custom.campaign:a").status()).isEqualTo(400);
    }

    @Test
    void keepsAChoiceThatIsNoLongerOne() {
        define("stage", "choice", ",'choices':['one','two']");
        Answer opened = open("{'title':'x','custom':{'stage':'one'}}");
        String path = INCIDENTS + "/" + opened.id();
        patchField("stage", "{'choices':['two']}");

        Answer same =
                analyst.patch(
                        path,
                        opened.etag(),
                        json("{'title':'y','custom':{'stage':'one','loss':1}}"));

        assertThat(same.json().path("custom").toString())
                .isEqualTo("{\"loss\":1,\"stage\":\"one\"}");
    }

    @Test
    void sortsCountsAndExportsByCustomFields() {
        String cheap =
                open("{'title':'c','tags':['cost'],'custom':{'loss':10,'region':'emea'}}").id();
        String dear =
                open("{'title':'d','tags':['cost'],'custom':{'loss':5000,'ticket':'=1+1'}}").id();
        String open = open("{'title':'o','tags':['cost']}").id();

        assertThat(ids("?tag=cost&sort=custom.loss")).containsExactly(cheap, dear, open);
        assertThat(ids("?tag=cost&sort=-custom.loss")).containsExactly(dear, cheap, open);
        assertThat(listed("tag:cost -custom.loss:*")).containsExactly(open);
        assertThat(
                        analyst.get(INCIDENTS + "/facets?tag=cost")
                                .json()
                                .path("custom.region")
                                .toString())
                .isEqualTo("[{\"value\":\"emea\",\"count\":1}]");
        String csv = analyst.get(INCIDENTS + "/export?format=csv&tag=cost&sort=custom.loss").text();
        assertThat(csv.lines().findFirst().orElseThrow()).contains("custom.loss");
        assertThat(csv).contains(",10,").contains(",5000,").contains("'=1+1");
        assertThat(analyst.get(INCIDENTS + "/export?tag=cost&fields=custom.region").text())
                .contains("{\"id\":\"%s\",\"custom\":{\"region\":\"emea\"}}".formatted(cheap));
        assertThat(analyst.get(INCIDENTS + "?q=custom.none:1").status()).isEqualTo(400);
    }

    @Test
    void filtersTheStreamByCustomFields() {
        assertThat(stream("custom.loss:>5").status()).isEqualTo(200);
        assertThat(stream("custom.none:1").status()).isEqualTo(400);
    }

    private Answer stream(String filter) {
        return analyst.send(
                "HEAD", "/api/v1/stream?types=incident&q=" + encoded(filter), null, null);
    }

    @Test
    void definesChangesAndDeletesAField() {
        Answer made = admin.post(FIELDS, json("{'name':'cause','type':'text'}"));
        Answer twice = admin.post(FIELDS, json("{'name':'cause','type':'number'}"));
        String path = FIELDS + "/cause";
        Answer changed = admin.patch(path, made.etag(), json("{'label':'Root cause'}"));
        Answer stale = admin.patch(path, made.etag(), json("{'label':'Late'}"));
        Answer unconditional = admin.send("PATCH", path, "application/json", "{}");
        Answer history = analyst.get(path + "/history");
        Answer deleted = with(path).delete(path);
        Answer gone = admin.get(path);
        Answer anew = admin.post(FIELDS, json("{'name':'cause','type':'number'}"));

        assertThat(made.header("Location")).isEqualTo(path);
        assertThat(twice.status()).isEqualTo(409);
        assertThat(changed.text("label")).isEqualTo("Root cause");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(unconditional.status()).isEqualTo(428);
        assertThat(history.text())
                .contains("\"field\":\"label\",\"from\":null,\"to\":\"Root cause\"");
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(gone.status()).isEqualTo(404);
        assertThat(anew.json().path("version").asInt()).isEqualTo(4);
        assertThat(analyst.post(FIELDS, json("{'name':'mine','type':'text'}")).status())
                .isEqualTo(403);
    }

    @Test
    void tellsAllFaultsOfADefinition() {
        Answer bad =
                admin.post(FIELDS, json("{'name':'A b','type':'colour','required':null,'x':1}"));
        Answer choices = admin.post(FIELDS, json("{'name':'a','type':'choice'}"));
        Answer none = admin.post(FIELDS, json("{'name':'a','type':'text','choices':['x']}"));
        Answer type = patched("loss", "{'type':'text'}");

        assertThat(pointers(bad)).containsExactlyInAnyOrder("/name", "/type", "/required", "/x");
        assertThat(pointers(choices)).containsExactly("/choices");
        assertThat(pointers(none)).containsExactly("/choices");
        assertThat(pointers(type)).containsExactly("/type");
    }

    @Test
    void goesWithAnExportOfTheDesk(@TempDir Path directory) throws Exception {
        Answer opened = open("{'title':'x','custom':{'loss':7,'deadline':'2026-12-01'}}");
        String file = admin.get("/api/v1/desk/export").text();
        try (DeskDriver to = new DeskDriver(directory)) {
            to.admin().send("POST", "/api/v1/desk/import", "application/x-ndjson", file);

            assertThat(to.admin().get(INCIDENTS + "/" + opened.id()).json().path("custom"))
                    .isEqualTo(opened.json().path("custom"));
            assertThat(to.admin().get(FIELDS + "/loss").text())
                    .isEqualTo(admin.get(FIELDS + "/loss").text());
            assertThat(
                            to.admin()
                                    .get(INCIDENTS + "?q=" + encoded("custom.deadline:>2026-11-30"))
                                    .text())
                    .contains(opened.id());
        }
    }

    private List<String> listed(String filter) {
        return ids("?limit=500&q=" + encoded(filter));
    }

    private List<String> ids(String query) {
        Answer answer = analyst.get(INCIDENTS + query);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().path("items").findValuesAsText("id");
    }

    private static String encoded(String filter) {
        return URLEncoder.encode(filter, StandardCharsets.UTF_8);
    }

    private Answer open(String body) {
        Answer answer = analyst.post(INCIDENTS, json(body));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer;
    }

    private void define(String name, String type, String more) {
        Answer answer =
                admin.post(FIELDS, json("{'name':'%s','type':'%s'%s}".formatted(name, type, more)));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }

    private void retire(String name, boolean retired) {
        patchField(name, "{'retired':" + retired + "}");
    }

    private void patchField(String name, String patch) {
        Answer answer = patched(name, patch);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private Answer patched(String name, String patch) {
        String path = FIELDS + "/" + name;
        return admin.patch(path, admin.get(path).etag(), json(patch));
    }

    private Caller with(String path) {
        return admin.with("If-Match", admin.get(path).etag());
    }

    private static List<String> pointers(Answer answer) {
        return answer.json().path("errors").findValuesAsText("pointer");
    }

    private static String custom(String name, String value) {
        return "{\"custom\":{\"%s\":%s}}".formatted(name, json(value));
    }

    private static String text(String value) {
        return "\"" + value.replace("'", "") + "\"";
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
