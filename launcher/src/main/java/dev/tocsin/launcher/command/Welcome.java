package dev.tocsin.launcher.command;

import dev.tocsin.launcher.ApiKeyFile;
import dev.tocsin.launcher.Settings;
import java.io.IOException;

/** What {@code up} says when everything is healthy: what listens where, and what to do next. */
final class Welcome {
    private Welcome() {}

    static String text(Settings settings) throws IOException {
        String key = ApiKeyFile.of(settings);
        return """

                Tocsin is up.
                  console        %1$s/#key=%2$s
                  API            %1$s/api/v1   (Authorization: Bearer %2$s)
                  events, HTTP   %3$s/events
                  events, AMQP   %4$s   exchange eventtask, routing key eventtask
                  Kafka          %5$s
                  Elasticsearch  %6$s
                  documents      %7$s
                  rules          %8$s   (live when a file changes)

                Send an event:   curl -d '{"summary":"hello"}' %3$s/events
                See an attack:   ./tocsin demo
                Stop:            ./tocsin down
                """
                .formatted(
                        settings.api(),
                        key,
                        settings.ingest(),
                        masked(settings.rabbit()),
                        settings.kafka(),
                        settings.elasticsearch(),
                        masked(settings.mongo()),
                        settings.rules());
    }

    /** The address without a password that somebody configured; the embedded one's is public. */
    private static String masked(String uri) {
        return uri.contains("guest:guest@") ? uri : uri.replaceAll("://[^@/]+@", "://***@");
    }
}
