package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lines as senders write them, in {@code normalize/lines/<kind>.txt}: one a line, {@code \n} for a
 * line feed inside of one; what is an object in JSON is sent as it is, everything else as a
 * message.
 */
final class LineSamples {
    static final Path DIRECTORY = Path.of("src/test/resources/normalize/lines");

    private LineSamples() {}

    static List<String> kinds() throws IOException {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".txt"))
                    .map(name -> name.substring(0, name.length() - ".txt".length()))
                    .sorted()
                    .toList();
        }
    }

    static List<String> of(String kind) throws IOException {
        try (Stream<String> lines = Files.lines(DIRECTORY.resolve(kind + ".txt"))) {
            return lines.filter(line -> !line.isBlank() && !line.startsWith("# ")).toList();
        }
    }

    static ObjectNode sent(String sample) throws IOException {
        return sample.startsWith("{")
                ? (ObjectNode) Json.parse(sample.getBytes(StandardCharsets.UTF_8))
                : Json.object().put("message", sample.replace("\\n", "\n").replace("\\t", "\t"));
    }
}
