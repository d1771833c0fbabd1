package dev.tocsin.launcher.command;

import dev.tocsin.alert.Alert;
import dev.tocsin.alert.AlertJson;
import dev.tocsin.alert.AlertState;
import dev.tocsin.launcher.Exit;
import dev.tocsin.launcher.Settings;
import dev.tocsin.launcher.backtest.AlertLog;
import dev.tocsin.launcher.backtest.AlertTable;
import dev.tocsin.launcher.backtest.Backtest;
import dev.tocsin.launcher.backtest.Difference;
import dev.tocsin.launcher.backtest.FileReplay;
import dev.tocsin.launcher.backtest.Replay;
import dev.tocsin.launcher.backtest.RuleVersion;
import dev.tocsin.launcher.backtest.Span;
import dev.tocsin.launcher.backtest.TopicReplay;
import dev.tocsin.launcher.rules.RulesTopic;
import dev.tocsin.rules.compile.Compilation;
import dev.tocsin.rules.compile.Placeholders;
import dev.tocsin.rules.compile.RuleCompiler;
import dev.tocsin.rules.plan.RuleSet;
import dev.tocsin.rules.run.RuleRunner;
import dev.tocsin.rules.source.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says which alerts rules would have given. */
@Command(
        name = "backtest",
        mixinStandardHelpOptions = true,
        description = {
            "Say which alerts rules would have given for the events that are retained, or those of"
                    + " a file. The running system is only read from.",
            "A time is 2026-03-01T12:00:00Z (without a zone: UTC), a date, or how long ago: 24h,"
                    + " 7d. Exit code 1 when an event cannot be read."
        })
public final class RulesBacktestCommand implements Callable<Integer> {
    /** Of the memory that there is, this part is for the groups of correlations. */
    private static final int STATE_PART = 2;

    @Parameters(paramLabel = "RULES", description = "The directory of rule files.")
    Path directory = Path.of("");

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "The earliest event time (all that is retained).")
    @Nullable String from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            description = "The latest event time, inclusive (until now).")
    @Nullable String to;

    @Option(
            names = "--events",
            paramLabel = "FILE",
            description =
                    "Events of a file instead, one a line, plain or gzip; - for the standard"
                            + " input. Those with one event.id are one event.")
    @Nullable Path events;

    @Option(
            names = "--against",
            paramLabel = "REF|DIR",
            description =
                    "Another version of the rules: a commit of their git repository, or a"
                            + " directory. Only the differences are printed.")
    @Nullable String against;

    @Option(
            names = "--json",
            description =
                    "One JSON object a line: each alert in its last revision, also those that were"
                            + " retracted or superseded; with --against {\"change\":\"added\"|"
                            + "\"removed\"|\"changed\",\"alert\":…}.")
    boolean json;

    @Option(names = "--revisions", description = "With --json: every revision of every alert.")
    boolean revisions;

    @Option(
            names = "--most-alerts",
            paramLabel = "N",
            defaultValue = "500000",
            description =
                    "How many alerts are kept in memory at most (500000); --json without --against"
                            + " keeps only those that can still change.")
    int mostAlerts;

    @Mixin ListsOption lists = new ListsOption();

    @Mixin EventOptions options = new EventOptions();

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        try {
            Span span = Span.of(from, to, Instant.now());
            if (revisions && (!json || against != null)) {
                throw new WrongArgument(
                        "Expected --revisions together with --json and without --against");
            }
            Placeholders placeholders = placeholders();
            RuleSet rules = compile(version(), placeholders);
            String other = against;
            RuleSet before =
                    other == null
                            ? null
                            : compile(RuleVersion.read(directory, other), placeholders);
            try (Replay replay = open(span)) {
                return run(replay, rules, before);
            }
        } catch (WrongArgument | RuleVersion.Missing | IllegalArgumentException e) {
            err().println(e.getMessage());
            return Exit.USAGE;
        } catch (RuleRunner.TooMuchState | AlertLog.TooMany e) {
            err().println(
                            e.getMessage()
                                    + ": take a shorter span, fewer rules, or more memory"
                                    + (e instanceof AlertLog.TooMany ? " and --most-alerts" : ""));
            return Exit.FAILED;
        }
    }

    private RuleVersion version() throws IOException, WrongArgument {
        if (!Files.isDirectory(directory)) {
            throw new WrongArgument(
                    "Expected a directory of rule files, but found "
                            + (Files.exists(directory) ? "a file: " : "nothing at ")
                            + directory);
        }
        return RuleVersion.of(directory);
    }

    /** Those of the option; without it, for retained events, those that are published. */
    private Placeholders placeholders() throws IOException {
        if (lists.file != null || events != null) {
            return lists.placeholders();
        }
        try (RulesTopic topic = new RulesTopic(Settings.from(System.getenv()).kafkaAccess())) {
            return topic.lists().values()::get;
        }
    }

    private RuleSet compile(RuleVersion version, Placeholders given) throws WrongArgument {
        Placeholders placeholders = given.or(version.lists()::get);
        Compilation compilation = RuleCompiler.compile(version.files(), placeholders);
        compilation.problems().stream().filter(Problem::isError).forEach(err()::println);
        if (compilation.rules().rules().isEmpty()) {
            throw new WrongArgument("Expected a rule without errors, but found none");
        }
        return compilation.rules();
    }

    private Replay open(Span span) throws IOException, WrongArgument {
        Path file = events;
        if (file == null) {
            return TopicReplay.open(Settings.from(System.getenv()).kafkaAccess(), span);
        }
        EventOptions.require(file);
        return FileReplay.open(file, options.intake(), span, err()::println);
    }

    private int run(Replay replay, RuleSet rules, @Nullable RuleSet before) throws IOException {
        AlertLog now = new AlertLog(mostAlerts, json);
        AlertLog then = new AlertLog(mostAlerts, json);
        Map<String, Alert> open = new HashMap<>();
        Consumer<Alert> taker = !json || before != null ? now::add : alert -> stream(alert, open);
        List<Backtest.Side> sides = new ArrayList<>();
        long most = Runtime.getRuntime().maxMemory() / STATE_PART / (before == null ? 1 : 2);
        sides.add(new Backtest.Side(rules, most, taker));
        if (before != null) {
            sides.add(new Backtest.Side(before, most, then::add));
        }
        ProgressBar bar = new ProgressBar(err(), Terminal.isWatched());
        long start = System.nanoTime();
        long count;
        try {
            count = new Backtest(sides).run(replay, bar::at);
        } finally {
            bar.end();
        }
        print(now, before == null ? null : then, open);
        summary(replay, count, sides.getFirst().tooLate(), System.nanoTime() - start);
        return replay.unreadable() == 0 ? Exit.DONE : Exit.FAILED;
    }

    /** What cannot change any more is printed at once, and not kept. */
    private void stream(Alert alert, Map<String, Alert> open) {
        boolean last = alert.state() != AlertState.OPEN && alert.state() != AlertState.RESOLVED;
        if (revisions || last) {
            open.remove(alert.id());
            out().println(AlertJson.write(alert));
            return;
        }
        open.put(alert.id(), alert);
        if (open.size() > mostAlerts) {
            throw AlertLog.tooMany(mostAlerts);
        }
    }

    private void print(AlertLog now, @Nullable AlertLog then, Map<String, Alert> open) {
        if (then != null) {
            List<Difference> differences = now.differences(then);
            if (json) {
                differences.forEach(difference -> out().println(difference.json()));
            } else {
                new AlertTable(out()).report(differences, String.valueOf(against));
            }
        } else if (json) {
            open.values().stream()
                    .sorted((one, other) -> one.id().compareTo(other.id()))
                    .forEach(alert -> out().println(AlertJson.write(alert)));
        } else {
            new AlertTable(out()).report(now.lasting());
        }
        out().flush();
    }

    private void summary(Replay replay, long count, long tooLate, long nanos) {
        err().printf(
                        "%,d events in %.1f s; %,d repeated, %,d unreadable; %,d contributions too late for their group%n",
                        count, nanos / 1e9, replay.repeated(), replay.unreadable(), tooLate);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
