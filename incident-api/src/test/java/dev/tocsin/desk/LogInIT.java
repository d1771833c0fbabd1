package dev.tocsin.desk;

import static dev.tocsin.desk.AccountsDriver.PASSWORD;
import static dev.tocsin.desk.AccountsDriver.credentials;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.tocsin.desk.store.DeskStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LogInIT {
    /** Of "password", with other parameters than ours. */
    private static final String OLD_HASH =
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

    private final MovableTime time = new MovableTime();
    private DeskDriver desk;
    private DeskServer replica;
    private AccountsDriver people;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        desk = new DeskDriver(directory);
        replica = DeskServer.start(desk.config(Map.of("TOCSIN_API_RATE_LOGINS", "0")), time);
        people = new AccountsDriver(desk, replica);
    }

    @AfterAll
    void stop() {
        replica.close();
        desk.close();
    }

    @Test
    void asvs632And641TheFirstStartHasNoPasswordButALinkForTheOneWhoRunsIt(@TempDir Path data)
            throws Exception {
        try (DeskDriver fresh = new DeskDriver(data.resolve("desk"));
                DeskServer server =
                        DeskServer.start(fresh.config(Map.of("TOCSIN_HOME", data.toString())))) {
            AccountsDriver first = new AccountsDriver(fresh, server);
            Path file = data.resolve("first-admin-link");
            String url = Files.readString(file).strip();
            String token = url.substring(url.lastIndexOf(':') + 1);
            int guessed = first.browser().logIn(credentials("admin", "admin")).status();

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(url).startsWith("http://127.0.0.1:" + server.port() + "/#password=admin:");
            assertThat(guessed).isEqualTo(401);
            assertThat(first.setPassword(token, PASSWORD).status()).isEqualTo(200);
            assertThat(file).doesNotExist();
            assertThat(first.loggedIn("admin").caller().get("/api/v1/accounts").status())
                    .isEqualTo(200);
            restartOffersNothing(fresh, data);
        }
    }

    private static void restartOffersNothing(DeskDriver fresh, Path data) throws Exception {
        try (DeskServer _ =
                DeskServer.start(fresh.config(Map.of("TOCSIN_HOME", data.toString())))) {
            assertThat(data.resolve("first-admin-link")).doesNotExist();
        }
    }

    @Test
    void asvs655ALinkEndsAfterADay() {
        String token =
                String.valueOf(people.invite(people.name(), "\"viewer\"").text("link.token"));
        time.pass(Duration.ofHours(24));

        assertThat(people.setPassword(token, PASSWORD).status()).isEqualTo(401);
    }

    @Test
    void asvs638AnUnknownUserAndAWrongPasswordGetTheSameAnswerAfterTheSameWork() {
        String name = people.person("\"viewer\"");
        String invited = people.name();
        people.invite(invited, "\"viewer\"");
        Answer wrong = people.browser().logIn(credentials(name, "wrong"));
        Answer unknown = people.browser().logIn(credentials(people.name(), "wrong"));
        Answer without = people.browser().logIn(credentials(invited, "wrong"));

        assertThat(unknown.status()).isEqualTo(wrong.status()).isEqualTo(401);
        assertThat(unknown.text()).isEqualTo(wrong.text()).isEqualTo(without.text());
        assertThat(hashesOf(credentials(people.name(), "wrong"))).isEqualTo(1);
        assertThat(hashesOf(credentials(name, "wrong"))).isEqualTo(1);
        assertThat(hashesOf(credentials(invited, "wrong"))).isEqualTo(1);
    }

    @Test
    void asvs631EachWrongGuessMakesTheNextOneWaitLongerButNeverForEver() {
        String name = people.person("\"viewer\"");
        guess(name, 6);
        Answer soon = people.browser().logIn(credentials(name, PASSWORD));
        time.pass(Duration.ofSeconds(1));
        Answer later = people.browser().logIn(credentials(name, PASSWORD));

        assertThat(soon.status()).isEqualTo(429);
        assertThat(soon.header("Retry-After")).isEqualTo("1");
        assertThat(later.status()).isEqualTo(200);
    }

    @Test
    void asvs631AndAnUnknownUserWaitsTheSame() {
        String name = people.name();
        guess(name, 6);

        assertThat(people.browser().logIn(credentials(name, "wrong")).status()).isEqualTo(429);
    }

    @Test
    void asvs611WhoGuessesDoesNotLockTheOwnerOutOfABrowserThatIsKnown() {
        String name = people.person("\"viewer\"");
        Browser known = people.loggedIn(name);
        guess(name, 7);

        assertThat(people.browser().logIn(credentials(name, PASSWORD)).status()).isEqualTo(429);
        assertThat(known.logIn(credentials(name, PASSWORD)).status()).isEqualTo(200);
    }

    @Test
    void asvs631AKnownBrowserGuessesNoFasterThanAnother() {
        String name = people.person("\"viewer\"");
        Browser known = people.loggedIn(name);
        for (int i = 0; i < 6; i++) {
            known.logIn(credentials(name, "guess " + i));
        }

        assertThat(known.logIn(credentials(name, PASSWORD)).status()).isEqualTo(429);
    }

    @Test
    void asvs631GuessingThePresentPasswordIsSlowedDownAsWell() {
        String name = people.person("\"viewer\"");
        for (int i = 0; i < 6; i++) {
            people.changePassword(name, "guess " + i, "some other sentence");
        }

        assertThat(people.changePassword(name, PASSWORD, "some other sentence").status())
                .isEqualTo(429);
    }

    @Test
    void asvs631AnAddressLogsInOnlySoOftenAMinute() throws Exception {
        try (DeskServer limited =
                DeskServer.start(
                        desk.config(Map.of("TOCSIN_API_RATE_LOGINS", "3")), new MovableTime())) {
            Browser browser = new Browser(desk.nobody(limited));
            for (int i = 0; i < 3; i++) {
                browser.logIn("{\"key\":\"guess\"}");
            }
            Answer answer = browser.logIn("{\"key\":\"" + DeskDriver.ADMIN + "\"}");

            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.header("RateLimit-Policy")).isEqualTo("\"login\";q=3;w=60");
        }
    }

    @Test
    void userNamesHaveNoCase() {
        String name = people.person("\"viewer\"");
        Answer answer = people.browser().logIn(credentials(name.replace('p', 'P'), PASSWORD));

        assertThat(answer.text("name")).isEqualTo(name);
    }

    @Test
    void asvs1142ALogInPutsAHashOfTodaysParametersInThePlaceOfAnOldOne() {
        String name = people.person("\"viewer\"");
        try (DeskStore store = DeskStore.open(desk.storeUri())) {
            MongoCollection<Document> accounts = store.accounts();
            accounts.updateOne(
                    Filters.eq("_id", "account:" + name), Updates.set("password", OLD_HASH));
            Answer answer = people.browser().logIn(credentials(name, "password"));
            Answer again = people.browser().logIn(credentials(name, "password"));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(again.status()).isEqualTo(200);
            assertThat(accounts.find(Filters.eq("name", name)).first())
                    .extracting(found -> found.get("password"))
                    .asString()
                    .startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        }
    }

    @Test
    void remembersTenBrowsersAndNoMore() {
        String name = people.person("\"viewer\"");
        for (int i = 0; i < 12; i++) {
            people.loggedIn(name);
        }
        try (DeskStore store = DeskStore.open(desk.storeUri())) {
            Document account = store.accounts().find(Filters.eq("name", name)).first();

            assertThat(account).isNotNull();
            assertThat(account.getList("devices", String.class)).hasSize(10);
        }
    }

    private void guess(String name, int times) {
        for (int i = 0; i < times; i++) {
            people.browser().logIn(credentials(name, "guess " + i));
        }
    }

    /** How many passwords are compared for a log-in: that is what takes its time. */
    private long hashesOf(String credentials) {
        long before = hashes();
        people.browser().logIn(credentials);
        return hashes() - before;
    }

    private long hashes() {
        return desk.metric(replica, "tocsin_desk_password_hashes_total");
    }
}
