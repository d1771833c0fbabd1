package dev.tocsin.launcher.shipper;

import dev.tocsin.launcher.Settings;
import dev.tocsin.launcher.shipper.Shipper.Promise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The shippers of the documents, each with a file of its own, in a directory of the test. */
final class Shippers {
    private final Path directory;
    private final Settings settings;
    private final @Nullable Path node;

    Shippers(Path directory, Settings settings) throws IOException, InterruptedException {
        this.directory = directory;
        this.settings = settings;
        this.node = TestTools.nodeModules();
    }

    /** All of them, also those that cannot run here. */
    List<Shipper> all() throws IOException {
        return List.of(
                syslogNg("syslog-ng-bulk", "bulk.conf", Promise.ONCE),
                syslogNg("syslog-ng-events", "events.conf", Promise.AT_LEAST_ONCE),
                syslogNg("syslog-ng-amqp", "amqp.conf", Promise.NONE),
                rsyslog(),
                node("elasticsearch", "elasticsearch.mjs", Promise.ONCE),
                node("cloudevents", "cloudevents.mjs", Promise.ONCE),
                node("hec", "hec.mjs", Promise.AT_LEAST_ONCE),
                node("otlp-json", "otlp.mjs", Promise.AT_LEAST_ONCE, "json"),
                node("otlp-protobuf", "otlp.mjs", Promise.AT_LEAST_ONCE, "protobuf"),
                node("loki", "loki.mjs", Promise.AT_LEAST_ONCE),
                python("pika", "amqp.py", Promise.ONCE),
                kcat(),
                python("gelf", "gelf.py", Promise.AT_LEAST_ONCE));
    }

    private Shipper syslogNg(String name, String block, Promise promise) throws IOException {
        String program = "usr/sbin/syslog-ng";
        Path root = TestTools.rootOf(program);
        if (root == null) {
            return Shipper.absent(name, "syslog-ng is not here");
        }
        Path home = home(name);
        Path file = written(home, block, Recipe.of("syslog-ng.md", block, settings, log(home)));
        List<String> command = new ArrayList<>();
        command.add(root.resolve(program).toString());
        command.addAll(List.of("-F", "--no-caps", "-f", file.toString()));
        command.add("--module-path=" + TestTools.syslogNgModules(root));
        command.add("--persist-file=" + home.resolve("persist"));
        command.add("--pidfile=" + home.resolve("pid"));
        command.add("--control=" + home.resolve("ctl"));
        Map<String, String> environment = TestTools.environment(root);
        return new Shipper(name, promise, command, environment, null);
    }

    private Shipper rsyslog() throws IOException {
        String name = "rsyslog";
        String program = "usr/sbin/rsyslogd";
        Path root = TestTools.rootOf(program);
        if (root == null) {
            return Shipper.absent(name, "rsyslog is not here");
        }
        Path home = home(name);
        String text =
                "global(workDirectory=\"%s\")\n".formatted(home)
                        + Recipe.of("rsyslog.md", "rsyslog.conf", settings, log(home));
        Path file = written(home, "rsyslog.conf", text);
        List<String> command =
                List.of(
                        root.resolve(program).toString(),
                        "-n",
                        "-f",
                        file.toString(),
                        "-i",
                        home.resolve("pid").toString(),
                        "-M",
                        TestTools.rsyslogModules(root).toString());
        return new Shipper(name, Promise.AT_LEAST_ONCE, command, TestTools.environment(root), null);
    }

    private Shipper node(String name, String block, Promise promise, String... arguments)
            throws IOException {
        if (node == null) {
            return Shipper.absent(name, "npm could not install its package");
        }
        Path home = home(name);
        String text = Recipe.of("javascript.md", block, settings, log(home));
        Path file = written(node, name + ".mjs", text);
        List<String> command = new ArrayList<>(List.of("node", file.toString()));
        command.addAll(List.of(arguments));
        return new Shipper(name, promise, command, Map.of(), null);
    }

    private Shipper python(String name, String block, Promise promise) throws IOException {
        if (!TestTools.hasPika()) {
            return Shipper.absent(name, "Python with pika is not here");
        }
        Path home = home(name);
        Path file = written(home, block, Recipe.of("python.md", block, settings, log(home)));
        List<String> command = List.of("python3", file.toString());
        return new Shipper(name, promise, command, TestTools.python(), null);
    }

    private Shipper kcat() throws IOException {
        String name = "kcat";
        Path root = TestTools.rootOf("usr/bin/kcat");
        if (root == null) {
            return Shipper.absent(name, "kcat is not here");
        }
        Path home = home(name);
        String text =
                Recipe.of("kafka.md", "kcat.sh", settings, log(home))
                        .replaceFirst("kcat ", root.resolve("usr/bin/kcat") + " ");
        List<String> command = List.of("sh", written(home, "kcat.sh", text).toString());
        return new Shipper(name, Promise.AT_LEAST_ONCE, command, TestTools.environment(root), null);
    }

    private Path home(String name) throws IOException {
        return Files.createDirectories(directory.resolve(name));
    }

    private static Path log(Path home) {
        return home.resolve("app.log");
    }

    private static Path written(Path home, String name, String text) throws IOException {
        return Files.writeString(home.resolve(name), text);
    }
}
