package dev.tocsin.launcher.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import dev.tocsin.launcher.Exit;
import dev.tocsin.launcher.NotRunning;
import dev.tocsin.launcher.Settings;
import dev.tocsin.launcher.rules.RulePublisher;
import dev.tocsin.launcher.rules.RulePublisher.Published;
import dev.tocsin.launcher.rules.RulesTopic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes the rules that are in force equal to a directory's. */
@Command(
        name = "publish",
        mixinStandardHelpOptions = true,
        description =
                "Make the rules in force equal to a directory's. A file with an error is not"
                        + " published and its old version stays; then the exit code is 1.")
public final class RulesPublishCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "The directory of rule files.")
    Path directory = Path.of("");

    @Option(names = "--author", description = "Who publishes (the user's name).")
    String author = System.getProperty("user.name", "unknown");

    @Option(names = "--json", description = "Print the result as JSON.")
    boolean json;

    @Override
    public Integer call() throws IOException, NotRunning {
        Settings settings = Settings.from(System.getenv());
        try (RulesTopic topic = new RulesTopic(Running.broker(settings))) {
            Published published = new RulePublisher(topic).publish(directory, author);
            published.problems().forEach(System.err::println);
            System.out.println(json ? json(published).toString() : published.summary());
            return published.refused().isEmpty() ? Exit.DONE : Exit.FAILED;
        }
    }

    private static ObjectNode json(Published published) {
        ObjectNode json = Json.object();
        json.put("rules", published.valid());
        published.changed().forEach(json.putArray("published")::add);
        published.removed().forEach(json.putArray("removed")::add);
        published.refused().forEach(json.putArray("refused")::add);
        return json;
    }
}
