package dev.tocsin.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListRolesIT {
    private static final String ALL = "/api/v1/lists";
    private static final List<String> ROLES =
            List.of("viewer", "analyst", "responder", "rule_author", "admin");
    private static final Map<String, Set<String>> WRITERS =
            Map.of(
                    "watch", Set.of("analyst", "responder", "rule_author", "admin"),
                    "assets", Set.of("analyst", "responder", "rule_author", "admin"),
                    "identities", Set.of("analyst", "responder", "rule_author", "admin"),
                    "block", Set.of("responder", "admin"),
                    "placeholders", Set.of("rule_author", "admin"));

    private DeskDriver desk;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        desk = new DeskDriver(directory);
    }

    @AfterAll
    void stop() {
        desk.close();
    }

    @TestFactory
    Stream<DynamicTest> asvs821EachKindIsWrittenByItsRolesOnly() {
        return WRITERS.entrySet().stream()
                .flatMap(
                        kind ->
                                ROLES.stream()
                                        .map(
                                                role ->
                                                        DynamicTest.dynamicTest(
                                                                role + " " + kind.getKey(),
                                                                () ->
                                                                        writesOrNot(
                                                                                kind.getKey(),
                                                                                role,
                                                                                kind.getValue()
                                                                                        .contains(
                                                                                                role)))));
    }

    private void writesOrNot(String kind, String role, boolean may) {
        Caller caller = desk.caller(role);
        String name = kind + "-" + role;
        Answer made = create(caller, "by-" + name, kind);
        create(desk.admin(), name, kind);
        String list = ALL + "/" + name;
        String value =
                switch (kind) {
                    case "assets" -> "{\"value\":\"host-9\",\"facts\":{\"criticality\":\"high\"}}";
                    case "identities" ->
                            "{\"value\":\"kim\",\"facts\":{\"department\":\"finance\"}}";
                    default -> "{\"value\":\"203.0.113.9\"}";
                };
        Answer entry = desk.admin().post(list + "/entries", value);
        assertThat(entry.status()).isEqualTo(201);
        String one = list + "/entries/" + entry.id();

        List<Integer> answers =
                List.of(
                        made.status(),
                        caller.post(list + "/entries", value).status(),
                        caller.post(list + "/import", "{\"entries\":[]}").status(),
                        caller.patch(one, "\"0\"", "{}").status(),
                        caller.with("If-Match", "\"0\"").delete(one).status(),
                        caller.patch(list, "\"0\"", "{}").status(),
                        caller.with("If-Match", "\"0\"").delete(list).status());

        if (may) {
            assertThat(answers).doesNotContain(401, 403);
            assertThat(made.status()).isEqualTo(201);
        } else {
            assertThat(answers).containsOnly(403);
        }
        assertThat(caller.get(list).status()).isEqualTo(200);
    }

    @Test
    void saysWhichRoleIsNeeded() {
        assertThat(create(desk.caller("analyst"), "mine", "block").text())
                .contains("Expected the role responder for a list of block");
    }

    private static Answer create(Caller caller, String name, String kind) {
        return caller.post(ALL, "{\"name\":\"%s\",\"kind\":\"%s\"}".formatted(name, kind));
    }
}
