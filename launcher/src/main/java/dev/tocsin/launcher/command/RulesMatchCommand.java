package dev.tocsin.launcher.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.alert.Alert.AlertRule;
import dev.tocsin.json.Json;
import dev.tocsin.launcher.Exit;
import dev.tocsin.launcher.events.EventFile;
import dev.tocsin.launcher.events.Found;
import dev.tocsin.launcher.events.Intake;
import dev.tocsin.rules.compile.Compilation;
import dev.tocsin.rules.compile.RuleCompiler;
import dev.tocsin.rules.plan.RuleMatch;
import dev.tocsin.rules.plan.RuleSet;
import dev.tocsin.rules.source.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says which rules match the events of a file. */
@Command(
        name = "match",
        mixinStandardHelpOptions = true,
        description = {
            "Say which rules match the events of a file: one line for each event that any rule"
                    + " matches. Correlations are not run, only the rules that feed them.",
            "The file has one event a line, a JSON array, or objects over many lines; plain or"
                    + " gzip. An event's number is its place in the file, from 1; what cannot be"
                    + " read counts. Exit code 1 when something cannot be read."
        })
public final class RulesMatchCommand implements Callable<Integer> {
    @Mixin RuleSource rules = new RuleSource();

    @Mixin EventOptions options = new EventOptions();

    @Option(
            names = "--events",
            required = true,
            paramLabel = "FILE",
            description = "The file of events; - for the standard input.")
    Path events = EventFile.STANDARD_INPUT;

    @Option(
            names = "--json",
            description = "One JSON object a line: {\"event\":1,\"rules\":[\"id\"]}.")
    boolean json;

    @Spec CommandSpec spec = CommandSpec.create();

    private long read;
    private long matched;
    private long matches;
    private long unreadable;

    @Override
    public Integer call() throws IOException {
        try {
            Compilation compilation = RuleCompiler.compile(rules.files(), rules.placeholders());
            compilation.problems().stream().filter(Problem::isError).forEach(err()::println);
            if (compilation.rules().rules().isEmpty()) {
                throw new WrongArgument("Expected a rule without errors, but found none");
            }
            try (EventFile file = EventOptions.open(events)) {
                run(file, compilation.rules());
            }
        } catch (WrongArgument e) {
            err().println(e.getMessage());
            return Exit.USAGE;
        }
        err().printf(
                        "%d events, %d of them matched (%d matches of rules), %d unreadable%n",
                        read, matched, matches, unreadable);
        return unreadable == 0 ? Exit.DONE : Exit.FAILED;
    }

    /** Ends early when nobody reads what is printed. */
    private void run(EventFile file, RuleSet set) {
        Intake intake = options.intake();
        PrintWriter out = spec.commandLine().getOut();
        for (Found found = file.next(); found != null && !out.checkError(); found = file.next()) {
            read++;
            switch (found) {
                case Found.Event event -> match(event, intake, set, out);
                case Found.Unreadable bad -> report(bad.number(), bad.where(), bad.reason());
            }
        }
    }

    private void match(Found.Event event, Intake intake, RuleSet set, PrintWriter out) {
        try {
            List<RuleMatch> found = set.match(intake.take(event));
            if (!found.isEmpty()) {
                matched++;
                matches += found.size();
                out.println(json ? json(event.number(), found) : text(event.number(), found));
            }
        } catch (Intake.WrongShape e) {
            report(event.number(), "", String.valueOf(e.getMessage()));
        }
    }

    private void report(long number, String where, String reason) {
        unreadable++;
        err().println("event " + number + (where.isEmpty() ? "" : ", " + where) + ": " + reason);
    }

    private static String text(long number, List<RuleMatch> matches) {
        StringJoiner text = new StringJoiner("; ", "event " + number + ": ", "");
        for (RuleMatch match : matches) {
            AlertRule rule = match.rule().alertRule();
            text.add(
                    rule.title()
                            + " ("
                            + rule.level().text()
                            + ", "
                            + rule.id()
                            + (match.rule().alerts() ? "" : ", feeds a correlation")
                            + ")");
        }
        return text.toString();
    }

    private static String json(long number, List<RuleMatch> matches) {
        ObjectNode line = Json.object().put("event", number);
        ArrayNode ids = line.putArray("rules");
        matches.forEach(match -> ids.add(match.rule().id()));
        return line.toString();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
