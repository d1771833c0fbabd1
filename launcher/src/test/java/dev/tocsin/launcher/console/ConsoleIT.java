package dev.tocsin.launcher.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import dev.tocsin.launcher.stack.Stack;
import dev.tocsin.launcher.stack.StackExtension;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

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
    void stop() throws IOException {
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

    private Page open(Stack stack, String path) {
        if (chromium == null) {
            throw new IllegalStateException("Expected a browser, but it was not started");
        }
        return chromium.open(stack.settings().api() + path);
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
