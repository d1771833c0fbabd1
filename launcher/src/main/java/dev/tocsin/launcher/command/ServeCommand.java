package dev.tocsin.launcher.command;

import dev.tocsin.launcher.ApiKeyFile;
import dev.tocsin.launcher.Exit;
import dev.tocsin.launcher.Settings;
import dev.tocsin.launcher.rules.PipelinePublisher;
import dev.tocsin.launcher.rules.RulePublisher;
import dev.tocsin.launcher.rules.RuleWatcher;
import dev.tocsin.launcher.rules.RulesTopic;
import dev.tocsin.launcher.supervise.Machine;
import dev.tocsin.launcher.supervise.Supervisor;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import picocli.CommandLine.Command;

/** The supervisor itself, in the foreground: what {@code up} starts in the background. */
@Command(name = "serve", description = "Run the supervisor in the foreground.")
public final class ServeCommand implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
        Settings settings = Settings.from(System.getenv());
        AtomicReference<String> rules = new AtomicReference<>("");
        Machine machine =
                new Machine(
                        settings, ApiKeyFile.of(settings), () -> watchRules(settings, rules::set));
        try (Supervisor supervisor =
                new Supervisor(settings.home(), machine.stages(), () -> "" + rules.get())) {
            Runtime.getRuntime().addShutdownHook(new Thread(supervisor::close, "stop"));
            return supervisor.run() ? Exit.DONE : Exit.FAILED;
        }
    }

    private static void watchRules(Settings settings, Consumer<String> said) {
        if (!Files.isDirectory(settings.rules())) {
            throw new IllegalStateException(
                    "Expected a directory of rules at %s, but there is none. Set TOCSIN_RULES_DIR"
                            .formatted(settings.rules()));
        }
        RulesTopic topic = new RulesTopic(settings.kafkaAccess());
        try {
            if (Files.isDirectory(settings.pipelines())) {
                new RuleWatcher(settings.pipelines(), new PipelinePublisher(topic), _ -> {})
                        .start();
            }
            new RuleWatcher(settings.rules(), new RulePublisher(topic), said).start();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "Expected to watch the rules in %s, but: %s"
                            .formatted(settings.rules(), e.getMessage()),
                    e);
        }
    }
}
