package dev.tocsin.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RateLimitsIT {
    private DeskDriver desk;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        desk = new DeskDriver(directory);
    }

    @AfterAll
    void stop() {
        desk.close();
    }

    @Test
    void asvs241AKeyThatAsksTooOftenHasToWait() throws Exception {
        try (DeskServer replica = limited("TOCSIN_API_RATE_KEY", "1")) {
            Caller busy = desk.admin(replica);
            Answer first = busy.get("/api/v1/session");
            Answer last = repeated(busy, "/api/v1/session", 20);

            assertThat(first.header("RateLimit-Policy")).isEqualTo("\"key\";q=5;w=5");
            assertThat(first.header("RateLimit")).isEqualTo("\"key\";r=4;t=1");
            assertThat(last.status()).isEqualTo(429);
            assertThat(last.header("Retry-After")).isEqualTo("1");
            assertThat(last.mediaType()).isEqualTo("application/problem+json");
            assertThat(desk.nobody(replica).get("/metrics").text())
                    .contains("tocsin_desk_requests_limited_total ")
                    .doesNotContain("tocsin_desk_requests_limited_total 0");
        }
    }

    @Test
    void asvs241OneKeyThatAsksTooOftenDoesNotHinderAnother() throws Exception {
        String other = String.valueOf(made().text("key"));
        try (DeskServer replica = limited("TOCSIN_API_RATE_KEY", "1")) {
            Caller busy = desk.admin(replica);
            repeated(busy, "/api/v1/session", 20);

            assertThat(
                            desk.nobody(replica)
                                    .with("Authorization", "Bearer " + other)
                                    .get("/api/v1/session")
                                    .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void asvs241AnAddressThatGuessesKeysHasToWait() throws Exception {
        try (DeskServer replica = limited("TOCSIN_API_RATE_ADDRESS", "1")) {
            Caller guess = desk.nobody(replica).with("Authorization", "Bearer tocsin_guess");

            assertThat(guess.get("/api/v1/alerts").status()).isEqualTo(401);
            assertThat(repeated(guess, "/api/v1/alerts", 20).status()).isEqualTo(429);
        }
    }

    @Test
    void zeroIsNoLimit() throws Exception {
        try (DeskServer replica = limited("TOCSIN_API_RATE_ADDRESS", "0")) {
            assertThat(repeated(desk.nobody(replica), "/api/v1/alerts", 1_500).status())
                    .isEqualTo(401);
        }
    }

    private DeskServer limited(String setting, String rate) throws InterruptedException {
        return DeskServer.start(desk.config(Map.of(setting, rate)), new MovableTime());
    }

    private Answer made() {
        return desk.admin().post("/api/v1/keys", "{\"name\":\"other\",\"role\":\"viewer\"}");
    }

    private static Answer repeated(Caller caller, String path, int times) {
        Answer answer = caller.get(path);
        for (int i = 1; i < times; i++) {
            answer = caller.get(path);
        }
        return answer;
    }
}
