package dev.tocsin.desk;

import static dev.tocsin.desk.AccountsDriver.PASSWORD;
import static dev.tocsin.desk.AccountsDriver.credentials;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccountsIT {
    private static final String ALL = "/api/v1/accounts";

    private DeskDriver desk;
    private DeskServer replica;
    private AccountsDriver people;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        desk = new DeskDriver(directory);
        replica = DeskServer.start(desk.config(Map.of("TOCSIN_API_RATE_LOGINS", "0")));
        people = new AccountsDriver(desk, replica);
    }

    @AfterAll
    void stop() {
        replica.close();
        desk.close();
    }

    @Test
    void invitesAPersonWhoSetsAPasswordAndLogsIn() {
        String name = people.name();
        Answer made =
                people.admin()
                        .post(
                                ALL,
                                "{\"name\":\"%s\",\"display_name\":\"Kim Lee\",\"roles\":[\"responder\",\"rule_author\"]}"
                                        .formatted(name));
        Answer set = people.setPassword(String.valueOf(made.text("link.token")), PASSWORD);
        Browser browser = people.browser();
        Answer session = browser.logIn(credentials(name, PASSWORD));

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("link.url")).contains("/#password=" + name + ":");
        assertThat(set.text("display_name")).isEqualTo("Kim Lee");
        assertThat(session.text("name")).isEqualTo(name);
        assertThat(session.text("method")).isEqualTo("password");
        assertThat(session.json().path("roles")).hasSize(2);
        assertThat(browser.caller().get("/api/v1/session").text("id")).isEqualTo("account:" + name);
        assertThat(people.admin().get(ALL + "/" + name).text("last_login_at")).isNotNull();
    }

    @Test
    void whatAPersonChangesIsInTheHistoryUnderTheUserName() {
        String name = people.person("\"analyst\"");
        Answer incident =
                people.loggedIn(name).caller().post("/api/v1/incidents", "{\"title\":\"x\"}");

        assertThat(incident.status()).isEqualTo(201);
        assertThat(incident.text("created_by")).isEqualTo(name);
    }

    @Test
    void asvs641ALinkIsGoodOnce() {
        String token =
                String.valueOf(people.invite(people.name(), "\"viewer\"").text("link.token"));

        assertThat(people.setPassword(token, PASSWORD).status()).isEqualTo(200);
        assertThat(people.setPassword(token, PASSWORD + "2").status()).isEqualTo(401);
    }

    @Test
    void asvs641ALinkIsGoodOnceEvenWhenItIsUsedTwiceAtTheSameTime() throws Exception {
        String token =
                String.valueOf(people.invite(people.name(), "\"viewer\"").text("link.token"));
        List<Integer> statuses =
                atOnce(
                        () -> people.setPassword(token, PASSWORD + "1").status(),
                        () -> people.setPassword(token, PASSWORD + "2").status());

        assertThat(statuses).containsOnlyOnce(200);
    }

    @Test
    void asvs643AnAdministratorResetsAPasswordWithALinkThatReplacesAnEarlierOne() {
        String name = people.person("\"viewer\"");
        Browser browser = people.loggedIn(name);
        String first = link(name);
        String second = link(name);

        assertThat(people.setPassword(first, "another violet tramway").status()).isEqualTo(401);
        assertThat(browser.status()).isEqualTo(200);
        assertThat(people.setPassword(second, "another violet tramway").status()).isEqualTo(200);
        assertThat(browser.status()).isEqualTo(401);
        assertThat(people.browser().logIn(credentials(name, PASSWORD)).status()).isEqualTo(401);
    }

    @Test
    void asvs624ABadPasswordDoesNotUseTheLinkUp() {
        String token =
                String.valueOf(people.invite(people.name(), "\"viewer\"").text("link.token"));
        Answer refused = people.setPassword(token, "password1234");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("errors").findValuesAsText("pointer"))
                .containsExactly("/password");
        assertThat(people.setPassword(token, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void asvs623And743ChangingThePasswordNeedsThePresentOneAndEndsTheSessions() {
        String name = people.person("\"viewer\"");
        Browser browser = people.loggedIn(name);

        assertThat(people.changePassword(name, "wrong", "some other sentence").status())
                .isEqualTo(401);
        assertThat(browser.status()).isEqualTo(200);
        assertThat(people.changePassword(name, PASSWORD, "some other sentence").status())
                .isEqualTo(200);
        assertThat(browser.status()).isEqualTo(401);
    }

    @Test
    void asvs742DisablingDemotingAndDeletingEndTheSessionsAtOnce() {
        String name = people.person("\"analyst\"");
        Browser disabled = people.loggedIn(name);
        people.change(name, "{\"state\":\"disabled\"}");
        int whileDisabled = people.browser().logIn(credentials(name, PASSWORD)).status();
        people.change(name, "{\"state\":\"active\"}");
        Browser demoted = people.loggedIn(name);
        people.change(name, "{\"roles\":[\"viewer\"]}");
        Browser deleted = people.loggedIn(name);
        Answer gone = people.delete(name);

        assertThat(disabled.status()).isEqualTo(401);
        assertThat(whileDisabled).isEqualTo(401);
        assertThat(demoted.status()).isEqualTo(401);
        assertThat(gone.status()).isEqualTo(204);
        assertThat(deleted.status()).isEqualTo(401);
        assertThat(people.admin().get(ALL + "/" + name).status()).isEqualTo(404);
    }

    @Test
    void asvs745AnAdministratorEndsTheSessionsOfAnother() {
        String name = people.person("\"viewer\"");
        Browser browser = people.loggedIn(name);

        assertThat(people.admin().delete(ALL + "/" + name + "/sessions").status()).isEqualTo(204);
        assertThat(browser.status()).isEqualTo(401);
    }

    @Test
    void anotherDisplayNameEndsNoSession() {
        String name = people.person("\"viewer\"");
        Browser browser = people.loggedIn(name);
        Answer changed = people.change(name, "{\"display_name\":\"Kim\"}");

        assertThat(changed.text("display_name")).isEqualTo("Kim");
        assertThat(browser.status()).isEqualTo(200);
    }

    @Test
    void asvs821APersonMayDoWhatOneOfItsRolesAllowsAndNoMore() {
        Caller author = people.loggedIn(people.person("\"rule_author\",\"viewer\"")).caller();

        assertThat(author.get(ALL).status()).isEqualTo(403);
        assertThat(author.get("/api/v1/alerts").status()).isEqualTo(200);
    }

    @Test
    void asvs351AWriteInASessionOfAPersonNeedsTheToken() {
        Browser browser = people.loggedIn(people.person("\"analyst\""));
        Caller forged = browser.caller().with("X-Tocsin-CSRF", "guess");

        assertThat(forged.post("/api/v1/incidents", "{\"title\":\"x\"}").status()).isEqualTo(403);
    }

    @Test
    void asvs821AKeyWithScopesMakesNoAccount() {
        String key =
                String.valueOf(
                        people.admin()
                                .post(
                                        "/api/v1/keys",
                                        "{\"name\":\"k\",\"role\":\"admin\",\"scopes\":[\"accounts:write\",\"accounts:read\"]}")
                                .text("key"));
        Caller scoped = desk.nobody(replica).with("Authorization", "Bearer " + key);
        String name = people.person("\"viewer\"");

        assertThat(scoped.get(ALL).status()).isEqualTo(200);
        assertThat(scoped.post(ALL, "{\"name\":\"x\",\"roles\":[\"viewer\"]}").status())
                .isEqualTo(403);
        assertThat(scoped.post(ALL + "/" + name + "/link", "{}").status()).isEqualTo(403);
    }

    @Test
    void theLastAdministratorCannotBeDemotedDisabledOrDeleted() throws Exception {
        String one = people.person("\"admin\"");
        String other = people.person("\"admin\"");
        demoteAllBut(one, other);
        List<Integer> statuses =
                atOnce(
                        () -> people.change(one, "{\"roles\":[\"viewer\"]}").status(),
                        () -> people.change(other, "{\"state\":\"disabled\"}").status());
        String left = people.administrator(one, other);
        demoteAllBut(left);

        assertThat(statuses).contains(409);
        assertThat(people.change(left, "{\"roles\":[\"viewer\"]}").status()).isEqualTo(409);
        assertThat(people.change(left, "{\"state\":\"disabled\"}").status()).isEqualTo(409);
        assertThat(people.delete(left).status()).isEqualTo(409);
        assertThat(people.loggedIn(left).status()).isEqualTo(200);
    }

    @Test
    void namesAllThatIsWrongWithANewAccount() {
        Answer answer =
                people.admin()
                        .post(
                                ALL,
                                "{\"name\":\"Kim Lee\",\"roles\":[\"boss\"],\"password\":\"x\"}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("errors").findValuesAsText("pointer"))
                .containsExactlyInAnyOrder("/name", "/roles", "/password");
    }

    @Test
    void refusesANameThatAnAccountHas() {
        String name = people.person("\"viewer\"");

        assertThat(people.invite(name, "\"viewer\"").status()).isEqualTo(409);
    }

    @Test
    void noChangeIsLostAndNoneOfAnAccountThatWasMadeAgain() {
        String name = people.person("\"viewer\"");
        String before = people.etag(name);
        people.change(name, "{\"display_name\":\"Kim\"}");
        Caller admin = people.admin();
        Answer stale = admin.patch(ALL + "/" + name, before, "{\"display_name\":\"Lee\"}");
        Answer staleDelete = admin.with("If-Match", before).delete(ALL + "/" + name);
        Answer unconditional = admin.delete(ALL + "/" + name);
        String last = people.etag(name);
        people.delete(name);
        Answer again = people.invite(name, "\"admin\"");

        assertThat(stale.status()).isEqualTo(412);
        assertThat(staleDelete.status()).isEqualTo(412);
        assertThat(unconditional.status()).isEqualTo(428);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.etag()).isNotEqualTo(last).isNotEqualTo("\"1\"");
        assertThat(again.text("password_set_at")).isNull();
        assertThat(people.browser().logIn(credentials(name, PASSWORD)).status()).isEqualTo(401);
    }

    @Test
    void asvs1421TheHistoryTellsWhatChangedButNoSecret() {
        String name = people.name();
        Answer made = people.invite(name, "\"viewer\"");
        String token = String.valueOf(made.text("link.token"));
        people.setPassword(token, PASSWORD);
        people.change(name, "{\"roles\":[\"analyst\"]}");
        String history = people.admin().get(ALL + "/" + name + "/history").text();

        assertThat(history)
                .contains("\"created\"", "\"password_set_at\"", "\"by\":\"" + name + "\"")
                .contains("\"from\":[\"viewer\"],\"to\":[\"analyst\"]")
                .doesNotContain(token, PASSWORD, "argon2");
        assertThat(people.admin().get(ALL).text()).doesNotContain(token, "argon2", "stamp");
    }

    private String link(String name) {
        return String.valueOf(people.admin().post(ALL + "/" + name + "/link", "{}").text("token"));
    }

    private void demoteAllBut(String... kept) {
        for (var account : people.admin().get(ALL).json().path("items")) {
            String name = account.path("name").asText();
            if (!List.of(kept).contains(name)) {
                people.change(name, "{\"roles\":[\"viewer\"]}");
            }
        }
    }

    private static List<Integer> atOnce(Callable<Integer> one, Callable<Integer> other)
            throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> first = threads.submit(one);
            Future<Integer> second = threads.submit(other);
            return List.of(first.get(), second.get());
        }
    }
}
