package dev.tocsin.launcher.command;

import dev.tocsin.launcher.Exit;
import dev.tocsin.launcher.NotRunning;
import dev.tocsin.launcher.Settings;
import dev.tocsin.launcher.rules.PipelinePublisher;
import dev.tocsin.launcher.rules.RulePublisher.Published;
import dev.tocsin.launcher.rules.RulesTopic;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes the pipelines that are in force equal to a directory's. */
@Command(
        name = "publish",
        mixinStandardHelpOptions = true,
        description =
                "Make the pipelines in force equal to a directory's. A file with an error is not"
                        + " published and its old version stays; then the exit code is 1.")
public final class PipelinesPublishCommand implements Callable<Integer> {
    @Mixin PipelineDirectory directory = new PipelineDirectory();

    @Option(names = "--author", description = "Who publishes (the user's name).")
    String author = System.getProperty("user.name", "unknown");

    @Override
    public Integer call() throws IOException, NotRunning {
        Settings settings = Settings.from(System.getenv());
        try (RulesTopic topic = new RulesTopic(Running.broker(settings))) {
            Published published = new PipelinePublisher(topic).publish(directory.path(), author);
            published.problems().forEach(System.err::println);
            System.out.println(published.summary());
            return published.refused().isEmpty() ? Exit.DONE : Exit.FAILED;
        } catch (WrongArgument e) {
            System.err.println(e.getMessage());
            return Exit.USAGE;
        }
    }
}
