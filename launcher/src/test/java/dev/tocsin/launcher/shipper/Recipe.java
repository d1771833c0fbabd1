package dev.tocsin.launcher.shipper;

import dev.tocsin.launcher.Settings;
import dev.tocsin.launcher.Settings.Port;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A block of a document in {@code docs/shippers}, with the places of a test instead of its own. */
final class Recipe {
    private static final Path DOCUMENTS = Path.of("../docs/shippers").toAbsolutePath().normalize();

    private Recipe() {}

    /**
     * The block of this name.
     *
     * @param log the file whose lines are sent
     */
    static String of(String document, String name, Settings settings, Path log) throws IOException {
        String text = Files.readString(DOCUMENTS.resolve(document));
        Matcher block =
                Pattern.compile(
                                "^```\\w+ " + Pattern.quote(name) + "\n(.*?)^```",
                                Pattern.DOTALL | Pattern.MULTILINE)
                        .matcher(text);
        if (!block.find()) {
            throw new IOException(
                    "Expected a block %s in %s, but found none".formatted(name, document));
        }
        String http = "" + settings.port(Port.HTTP);
        String amqp = "" + settings.port(Port.AMQP);
        return block.group(1)
                .replace("127.0.0.1:8080", "127.0.0.1:" + http)
                .replace("serverport=\"8080\"", "serverport=\"" + http + '"')
                .replace("127.0.0.1:5672", "127.0.0.1:" + amqp)
                .replace("port(5672)", "port(" + amqp + ")")
                .replace("127.0.0.1:9092", settings.kafka())
                .replace("/var/log/app.log", log.toString())
                .replace("app.ndjson", log.toString());
    }
}
