package dev.tocsin.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.json.Json;
import java.nio.file.Path;

/** What others wrote, as a command prints it: on one line, and nothing of it moves the cursor. */
final class Shown {
    private Shown() {}

    static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    /** The text of a field; a dash when it has none. */
    static String text(JsonNode of, String field) {
        String text = Json.text(of, field);
        return text == null ? "-" : plain(text);
    }

    /** Prints what was wrong with the lines of a file that was sent. */
    static void faults(Path file, JsonNode answer) {
        for (JsonNode fault : answer.path("faults")) {
            System.err.println(
                    plain(file + ":" + fault.path("line") + ": " + fault.path("detail").asText()));
        }
    }
}
