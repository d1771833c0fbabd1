package dev.tocsin.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the configuration of a node: {@code elasticsearch.yml}, JVM options and logging. */
final class ElasticsearchSettings {
    private static final String LOGGING =
            """
            status = error
            appender.console.type = Console
            appender.console.name = console
            appender.console.layout.type = PatternLayout
            appender.console.layout.pattern = [%d{ISO8601}][%-5p][%-25c{1.}] %m%consoleException%n
            rootLogger.level = info
            rootLogger.appenderRef.console.ref = console
            """;

    private ElasticsearchSettings() {}

    static void write(ElasticsearchHome home, ElasticsearchDirs dirs, int port, String heap)
            throws IOException {
        Path config = dirs.config();
        Files.writeString(config.resolve("elasticsearch.yml"), settings(home, dirs, port));
        Files.writeString(config.resolve("jvm.options"), jvmOptions(heap));
        Files.writeString(config.resolve("log4j2.properties"), LOGGING);
    }

    private static String settings(ElasticsearchHome home, ElasticsearchDirs dirs, int port) {
        StringBuilder yaml =
                new StringBuilder(
                        """
                        # Written by Tocsin at every start: changes here are lost.
                        cluster.name: tocsin
                        node.name: tocsin-1
                        discovery.type: single-node
                        network.host: 127.0.0.1
                        http.port: %d
                        transport.port: 0
                        path.data: %s
                        path.logs: %s
                        path.repo: [%s]
                        xpack.security.enabled: false
                        cluster.routing.allocation.disk.watermark.low: 1gb
                        cluster.routing.allocation.disk.watermark.high: 768mb
                        cluster.routing.allocation.disk.watermark.flood_stage: 512mb
                        cluster.max_shards_per_node: 3000
                        """
                                .formatted(
                                        port,
                                        quoted(dirs.data()),
                                        quoted(dirs.logs()),
                                        quoted(dirs.snapshots())));
        if (home.hasModule("x-pack-ml")) {
            yaml.append("xpack.ml.enabled: false\n");
        }
        if (home.hasModule("ingest-geoip")) {
            yaml.append("ingest.geoip.downloader.enabled: false\n");
        }
        return yaml.toString();
    }

    private static String jvmOptions(String heap) {
        return """
        -Xms%1$s
        -Xmx%1$s
        -XX:+UseG1GC
        -XX:+ExitOnOutOfMemoryError
        -Djava.io.tmpdir=${ES_TMPDIR}
        """
                .formatted(heap);
    }

    private static String quoted(Path path) {
        return '"' + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
