package dev.tocsin.launcher.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import dev.tocsin.launcher.Exit;
import dev.tocsin.launcher.NotRunning;
import dev.tocsin.launcher.Settings;
import dev.tocsin.launcher.letters.DeadLetterBox;
import dev.tocsin.launcher.letters.DeadLetterBox.Filed;
import dev.tocsin.launcher.letters.DeadLetterBox.Replayed;
import dev.tocsin.topic.DeadLetter;
import dev.tocsin.topic.IngestHeaders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks at what could not be processed, and sends it again. */
@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        description = "Show what could not be processed, and send it again.")
public final class DeadLettersCommand {
    private static final int SHOWN_BYTES = 200;

    /** The newest letters, oldest of them first. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Show the letters: where from, why, and the original bytes.")
    int list(
            @Option(
                            names = "--json",
                            description =
                                    "One JSON object a line; bytes as text, and as base64 when they are not UTF-8.")
                    boolean json,
            @Option(
                            names = {"-n", "--limit"},
                            defaultValue = "50",
                            description = "How many of the newest (50).")
                    int limit,
            @Option(names = "--stage", description = "Only of this stage, for example bridge-http.")
                    @Nullable String stage)
            throws NotRunning {
        List<Filed> letters =
                box().list().stream()
                        .filter(filed -> stage == null || stage.equals(filed.letter().stage()))
                        .toList();
        for (Filed filed : letters.subList(Math.max(0, letters.size() - limit), letters.size())) {
            System.out.println(json ? json(filed) : text(filed));
        }
        if (!json) {
            System.out.println(
                    letters.size() + (letters.size() == 1 ? " dead letter" : " dead letters"));
        }
        return Exit.DONE;
    }

    /** Sends letters to the start of the pipeline again. */
    @Command(
            name = "replay",
            mixinStandardHelpOptions = true,
            description = "Send letters to the start of the pipeline again, bytes unchanged.")
    int replay(
            @Parameters(paramLabel = "ID", arity = "0..*", description = "Ids from the list.")
                    @Nullable Set<String> ids,
            @Option(names = "--all", description = "All of them.") boolean all,
            @Option(names = "--stage", description = "All of this stage.") @Nullable String stage)
            throws IOException, NotRunning {
        if (!all && stage == null && (ids == null || ids.isEmpty())) {
            System.err.println(
                    "Expected ids from ./tocsin dead-letters list, --stage or --all, but found none of them");
            return Exit.USAGE;
        }
        Replayed replayed =
                box().replay(
                                filed ->
                                        all
                                                || filed.letter().stage().equals(stage)
                                                || (ids != null && ids.contains(filed.id())));
        System.out.println("Sent " + replayed.sent() + " again");
        if (!replayed.tooLarge().isEmpty()) {
            System.err.println(
                    "Larger than a record may be, and not sent: %s. Their bytes are in ./tocsin dead-letters list --json"
                            .formatted(String.join(", ", replayed.tooLarge())));
        }
        return replayed.sent() == 0 ? Exit.FAILED : Exit.DONE;
    }

    private static DeadLetterBox box() throws NotRunning {
        return new DeadLetterBox(Running.broker(Settings.from(System.getenv())));
    }

    private static String text(Filed filed) {
        DeadLetter letter = filed.letter();
        String bytes = Shown.plain(new String(letter.bytes(), StandardCharsets.UTF_8));
        return "%s  %s  %s  from %s%n  %s%n  %s%n"
                .formatted(
                        filed.id(),
                        letter.failedAt(),
                        letter.stage(),
                        letter.origin(),
                        letter.reason(),
                        bytes.length() > SHOWN_BYTES
                                ? bytes.substring(0, SHOWN_BYTES) + "…"
                                : bytes);
    }

    private static ObjectNode json(Filed filed) {
        DeadLetter letter = filed.letter();
        ObjectNode json = Json.object();
        json.put("id", filed.id());
        json.put("failed_at", letter.failedAt().toString());
        json.put("stage", letter.stage());
        json.put("origin", letter.origin());
        json.put("reason", letter.reason());
        json.put("source", IngestHeaders.text(letter.headers(), IngestHeaders.SOURCE));
        String text = new String(letter.bytes(), StandardCharsets.UTF_8);
        json.put("bytes", text);
        if (text.indexOf('\uFFFD') >= 0) {
            json.put("base64", Base64.getEncoder().encodeToString(letter.bytes()));
        }
        return json;
    }
}
