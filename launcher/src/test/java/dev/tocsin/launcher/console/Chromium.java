package dev.tocsin.launcher.console;

import dev.tocsin.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A Chromium without a window. Each page has cookies of its own, as that of another person. */
final class Chromium implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/chromium");
    private static final Duration START = Duration.ofSeconds(60);

    private final Path profile;
    private final Process process;
    private final DevTools tools;

    private Chromium(Path profile, Process process, DevTools tools) {
        this.profile = profile;
        this.process = process;
        this.tools = tools;
    }

    /** Whether there is one to start. */
    static boolean installed() {
        return Files.isExecutable(PROGRAM);
    }

    static Chromium start() throws IOException {
        Path profile = Files.createTempDirectory("tocsin-chromium");
        Process process =
                new ProcessBuilder(
                                PROGRAM.toString(),
                                "--headless=new",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-dev-shm-usage",
                                "--disable-extensions",
                                "--disable-breakpad",
                                "--no-first-run",
                                "--remote-debugging-port=0",
                                "--user-data-dir=" + profile,
                                "about:blank")
                        .redirectErrorStream(true)
                        .redirectOutput(profile.resolve("chromium.log").toFile())
                        .start();
        // Chromium writes where it listens: the port, and the path of the browser.
        Path told = profile.resolve("DevToolsActivePort");
        List<String> lines =
                Awaitility.await()
                        .atMost(START)
                        .ignoreExceptionsInstanceOf(IOException.class)
                        .until(() -> Files.readAllLines(told), found -> found.size() == 2);
        URI address = URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1));
        return new Chromium(profile, process, new DevTools(address));
    }

    /** Opens a page in a profile of its own. */
    Page open(String address) {
        String context =
                tools.call(null, "Target.createBrowserContext", Json.object())
                        .path("browserContextId")
                        .asText();
        String target =
                tools.call(
                                null,
                                "Target.createTarget",
                                Json.object()
                                        .put("url", "about:blank")
                                        .put("browserContextId", context))
                        .path("targetId")
                        .asText();
        String session =
                tools.call(
                                null,
                                "Target.attachToTarget",
                                Json.object().put("targetId", target).put("flatten", true))
                        .path("sessionId")
                        .asText();
        Page page = Page.of(tools, session);
        page.go(address);
        return page;
    }

    /** Nothing of the profile is wanted any more, so that no process of it must end in order. */
    @Override
    public void close() {
        tools.close();
        List<ProcessHandle> all =
                Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(one -> one.onExit().join());
        // A helper that is no child of it any more may still be writing.
        Awaitility.await()
                .ignoreExceptionsInstanceOf(IOException.class)
                .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .until(this::deleted);
    }

    private boolean deleted() throws IOException {
        if (!Files.exists(profile)) {
            return true;
        }
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
        return !Files.exists(profile);
    }
}
