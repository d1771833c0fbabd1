package dev.tocsin.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.desk.audit.AuditEntry;
import dev.tocsin.launcher.Exit;
import dev.tocsin.launcher.NotRunning;
import dev.tocsin.launcher.Settings;
import dev.tocsin.launcher.audit.ApiAudit;
import dev.tocsin.launcher.audit.AuditCheck;
import dev.tocsin.launcher.audit.AuditFiles;
import dev.tocsin.launcher.audit.AuditSource;
import dev.tocsin.launcher.audit.HeadSource;
import dev.tocsin.launcher.audit.PublishedHeads;
import dev.tocsin.launcher.client.RestClient;
import dev.tocsin.topic.KafkaAccess;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows who did what in the desk, and checks that nothing of it was tampered with. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "Show who did what in the desk, and check that nothing of it was changed.")
public final class AuditCommand {
    private static final String API = "--api";
    private static final String API_TEXT =
            "Address of the API, for example https://desk.example; the key is in TOCSIN_API_KEY. Without it, the machine that runs here.";

    @Spec CommandSpec spec = CommandSpec.create();

    private final @Nullable RestClient given;
    private final @Nullable String kafka;

    public AuditCommand() {
        this(null, null);
    }

    /** A command for a certain API and broker; null for those of the settings. */
    AuditCommand(@Nullable RestClient given, @Nullable String kafka) {
        this.given = given;
        this.kafka = kafka;
    }

    /** Shows the newest entries. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Show the newest entries, the oldest of them first.")
    int list(
            @Option(
                            names = {"-n", "--last"},
                            defaultValue = "50",
                            description = "How many (50).")
                    int last,
            @Option(names = "--json", description = "One JSON object a line, with the hashes.")
                    boolean json,
            @Option(names = API, paramLabel = "URL", description = API_TEXT) @Nullable String url)
            throws IOException, InterruptedException, NotRunning {
        new ApiAudit(api(url))
                .readLast(
                        last,
                        entry -> out().println(json ? entry.toJson().toString() : text(entry)));
        return Exit.DONE;
    }

    /** Prints all entries for an auditor. */
    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description = "Print all entries, one JSON object a line, for verify --file.")
    int export(
            @Option(names = API, paramLabel = "URL", description = API_TEXT) @Nullable String url)
            throws IOException, InterruptedException, NotRunning {
        new ApiAudit(api(url)).read(entry -> out().println(entry.toJson()));
        return Exit.DONE;
    }

    /** Prints all heads for an auditor. */
    @Command(
            name = "heads",
            mixinStandardHelpOptions = true,
            description = "Print the published heads, one JSON object a line, for verify --heads.")
    int heads() throws NotRunning {
        List<String> unreadable = new ArrayList<>();
        try (HeadSource heads = new PublishedHeads(broker(), unreadable::add)) {
            heads.forEachRemaining(head -> out().println(head.toJson()));
        }
        unreadable.forEach(err()::println);
        return unreadable.isEmpty() ? Exit.DONE : Exit.FAILED;
    }

    /** Checks the chain. */
    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description =
                    "Recompute the chain and compare it with the published heads; exit code 1 when it was tampered with.")
    int verify(
            @Option(names = "--json", description = "The result as one JSON object.") boolean json,
            @Option(
                            names = "--file",
                            paramLabel = "FILE",
                            description = "Entries of audit export, instead of the API's.")
                    @Nullable Path file,
            @Option(
                            names = "--heads",
                            paramLabel = "FILE",
                            description =
                                    "Heads of audit heads, instead of the broker's; with --file alone there are none.")
                    @Nullable Path headsFile,
            @Option(names = API, paramLabel = "URL", description = API_TEXT) @Nullable String url)
            throws IOException, InterruptedException, NotRunning {
        for (Path path : file == null ? paths(headsFile) : paths(file, headsFile)) {
            if (!Files.isRegularFile(path)) {
                err().println("Expected a file, but found " + path + ", which is none");
                return Exit.USAGE;
            }
        }
        List<String> problems = new ArrayList<>();
        AuditSource source = source(file, url, problems);
        AuditCheck check;
        try (HeadSource heads = heads(file, headsFile, problems)) {
            check = AuditCheck.of(source, heads, file == null, problems);
        }
        out().println(json ? check.toJson().toString() : check.text());
        return check.isSound() ? Exit.DONE : Exit.FAILED;
    }

    private AuditSource source(@Nullable Path file, @Nullable String url, List<String> problems)
            throws IOException, NotRunning {
        return file == null ? new ApiAudit(api(url)) : AuditFiles.entries(file, problems::add);
    }

    private HeadSource heads(@Nullable Path file, @Nullable Path headsFile, List<String> problems)
            throws IOException, NotRunning {
        if (headsFile != null) {
            return AuditFiles.heads(headsFile);
        }
        return file == null ? new PublishedHeads(broker(), problems::add) : HeadSource.none();
    }

    private KafkaAccess broker() throws NotRunning {
        Settings settings = Settings.from(System.getenv());
        return kafka == null ? Running.broker(settings) : settings.kafkaAccess().at(kafka);
    }

    private RestClient api(@Nullable String url) throws IOException, NotRunning {
        if (url != null) {
            return DeskApi.at(url);
        }
        return given == null ? DeskApi.ofRunning() : given;
    }

    private static List<Path> paths(@Nullable Path... paths) {
        List<Path> given = new ArrayList<>();
        for (Path path : paths) {
            if (path != null) {
                given.add(path);
            }
        }
        return given;
    }

    private static String text(AuditEntry entry) {
        JsonNode what = entry.entry();
        return "%8d  %s  %-20s  %-24s  %s  %s"
                .formatted(
                        entry.sequence(),
                        what.path("at").asText(),
                        plain(what, "by"),
                        plain(what, "action"),
                        plain(what, "subject"),
                        plain(what, "address"));
    }

    private static String plain(JsonNode what, String member) {
        return Shown.plain(what.path(member).asText(""));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
