package dev.tocsin.launcher.command;

import dev.tocsin.launcher.ApiKeyFile;
import dev.tocsin.launcher.Exit;
import dev.tocsin.launcher.NotRunning;
import dev.tocsin.launcher.Settings;
import dev.tocsin.launcher.demo.Demo;
import dev.tocsin.launcher.demo.Demo.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Plays an attack to a running machine. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description =
                "Play an attack of a few hundred events through both doors; shows the alerts"
                        + " as they arrive and ends with an incident.")
public final class DemoCommand implements Callable<Integer> {
    /** A first start unpacks and indexes for minutes. */
    private static final Duration STARTED_WITHIN = Duration.ofMinutes(5);

    @Option(
            names = "--json",
            description =
                    "End with one line {\"events\",\"indexed\",\"alerts\",\"rules\",\"incident\"}.")
    boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException, NotRunning {
        Settings settings = Settings.from(System.getenv());
        Running.require(settings);
        if (!Running.awaitReady(settings.home(), STARTED_WITHIN)) {
            return Exit.NOT_RUNNING;
        }
        System.err.println("Playing an attack; alerts as they arrive:");
        Outcome outcome = new Demo(settings, Instant.now(), System.err).play();
        if (json) {
            System.out.println(outcome.json());
        } else {
            System.out.printf(
                    """

                    %d events sent, %d indexed, %d alerts of %d rules, one incident.
                      incident   %s  %s/#/incidents/%s
                      alerts     %s/#key=%s
                      events     %s/tocsin-events-*/_search?q=event.id:demo*
                    """,
                    outcome.events(),
                    outcome.indexed(),
                    outcome.alerts(),
                    outcome.rules().size(),
                    outcome.incident(),
                    settings.api(),
                    outcome.incidentId(),
                    settings.api(),
                    ApiKeyFile.of(settings),
                    settings.elasticsearch());
        }
        return outcome.indexed() == outcome.events() ? Exit.DONE : Exit.FAILED;
    }
}
