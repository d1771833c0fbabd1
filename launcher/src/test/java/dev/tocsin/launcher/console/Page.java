package dev.tocsin.launcher.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A page of the console, used as its reader does: what it says is read, controls are worked. */
final class Page {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final DevTools tools;
    private final String session;
    private final String scope;

    private Page(DevTools tools, String session, String scope) {
        this.tools = tools;
        this.session = session;
        this.scope = scope;
    }

    /** Takes over a page that was opened. */
    static Page of(DevTools tools, String session) {
        Page page = new Page(tools, session, "document");
        page.prepare();
        return page;
    }

    /** The part of this page that is called so, for controls that are there more than once. */
    Page within(String region) {
        String part =
                "document.querySelector('[aria-label=' + JSON.stringify(%s) + ']') ?? document.createElement('p')"
                        .formatted(quoted(region));
        return new Page(tools, session, part);
    }

    private void prepare() {
        for (String domain : List.of("Page", "Runtime", "Log")) {
            tools.call(session, domain + ".enable", Json.object());
        }
        size(1400, 900);
    }

    void size(int width, int height) {
        tools.call(
                session,
                "Emulation.setDeviceMetricsOverride",
                Json.object()
                        .put("width", width)
                        .put("height", height)
                        .put("deviceScaleFactor", 1)
                        .put("mobile", false));
    }

    void go(String address) {
        tools.call(session, "Page.navigate", Json.object().put("url", address));
    }

    /** What the page says. */
    String text() {
        return run("document.body?.innerText ?? ''").asText();
    }

    /** Waits until the page says something. */
    void says(String wanted) {
        Awaitility.await("the page to say " + wanted)
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(100))
                .until(this::text, text -> text.contains(wanted));
    }

    /** Waits until the page says something no more. */
    void saysNoMore(String unwanted) {
        Awaitility.await("the page to stop saying " + unwanted)
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(100))
                .until(this::text, text -> !text.contains(unwanted));
    }

    /** Presses a button, or follows a link, by what it is called. */
    void press(String name) {
        work("button, a, summary", name, "control.focus(); control.click();");
    }

    /** Saves what was changed, and waits until there is nothing to save. */
    void save() {
        press("Save");
        saysNoMore("Discard");
    }

    /** Ticks a box, or unticks it. */
    void tick(String name) {
        work("input[type=checkbox]", name, "control.click();");
    }

    /** Ticks the box of an alert in the list. */
    void pick(String alert) {
        String box = "document.querySelector('[data-alert=\"%s\"] input')".formatted(alert);
        Awaitility.await("the alert " + alert)
                .atMost(SOON)
                .until(() -> run(box + " !== null").asBoolean());
        run(box + ".click()");
    }

    /** Writes into a field, as typing does. */
    void write(String name, String value) {
        String typing =
                """
                control.focus();
                const kind = control instanceof HTMLTextAreaElement
                  ? HTMLTextAreaElement : HTMLInputElement;
                Object.getOwnPropertyDescriptor(kind.prototype, 'value').set.call(control, %s);
                control.dispatchEvent(new Event('input', { bubbles: true }));
                control.dispatchEvent(new Event('change', { bubbles: true }));
                """
                        .formatted(quoted(value));
        work("input, textarea", name, typing);
    }

    /** Chooses from a list by the text of the choice. */
    void choose(String name, String choice) {
        String choosing =
                """
                const option = [...control.options].find((o) => o.text.trim() === %s);
                control.value = option.value;
                control.dispatchEvent(new Event('change', { bubbles: true }));
                """
                        .formatted(quoted(choice));
        work("select", name, choosing);
    }

    /** What stands in a field. */
    String value(String name) {
        return run("{%s find('input, textarea, select', %s)?.value ?? ''}"
                        .formatted(finding(), quoted(name)))
                .asText();
    }

    /** Waits until something stands in a field. */
    void holds(String name, String wanted) {
        Awaitility.await("%s to hold %s".formatted(name, wanted))
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> value(name), wanted::equals);
    }

    /** Waits until a control with that name is there and can be worked, and works it. */
    private void work(String tags, String name, String how) {
        String script =
                """
                { %s
                  const control = find(%s, %s);
                  const ready = control !== undefined && !control.matches(':disabled');
                  if (ready) { %s }
                  ready }
                """
                        .formatted(finding(), quoted(tags), quoted(name), how);
        Awaitility.await("a control that is called " + name)
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> run(script).asBoolean());
    }

    /** The value of a script in the page. */
    JsonNode run(String script) {
        ObjectNode params = Json.object().put("expression", script).put("returnByValue", true);
        JsonNode answer = tools.call(session, "Runtime.evaluate", params);
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(
                    "Expected the script to run, but found " + answer.get("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    /** What went wrong in the page: scripts that failed, and what its security policy refused. */
    List<String> faults() {
        Stream<String> thrown =
                tools.events(session, "Runtime.exceptionThrown").stream().map(JsonNode::toString);
        Stream<String> refused =
                tools.events(session, "Log.entryAdded").stream()
                        .map(event -> event.path("entry"))
                        .filter(entry -> entry.path("source").asText().equals("security"))
                        .map(JsonNode::toString);
        return Stream.concat(thrown, refused).toList();
    }

    /** Keeps a picture of the page, for people who want to look. */
    void picture(String name) throws IOException {
        String data =
                tools.call(session, "Page.captureScreenshot", Json.object()).path("data").asText();
        Path file = Files.createDirectories(Path.of("target/console")).resolve(name + ".png");
        Files.write(file, Base64.getDecoder().decode(data));
    }

    /** Script that finds a control by what it is called, as a screen reader would. */
    private String finding() {
        return """
                const called = (e) => (e.getAttribute('aria-label') ?? e.labels?.[0]?.innerText
                  ?? e.innerText ?? '').replace(/\\s+/g, ' ').trim();
                const find = (tags, name) => {
                  const shown = [...(%s).querySelectorAll(tags)].filter((e) => e.checkVisibility());
                  return shown.find((e) => called(e) === name)
                    ?? shown.find((e) => called(e).startsWith(name));
                };
                """
                .formatted(scope);
    }

    private static String quoted(String text) {
        return Json.MAPPER.getNodeFactory().textNode(text).toString();
    }
}
