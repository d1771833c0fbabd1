package dev.tocsin.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.topic.KafkaAccess;
import dev.tocsin.topic.Topics;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script of the job that makes the topics on Kubernetes, run with a tool that takes notes. */
class TopicsJobTest {
    private static final Path MANIFEST = Path.of("../k8s/base/topics.yaml");
    private static final Pattern SCRIPT = Pattern.compile("args:\n +- \\|\n((?: {14}.*\n)+)");
    private static final Pattern TOPICS = Pattern.compile("topics: \\|\n((?: {4}.*\n)+)");
    private static final Map<String, String> SECURED =
            Map.of(
                    "KAFKA_BOOTSTRAP_SERVERS", "kafka-1:9093",
                    "KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                    "KAFKA_SASL_MECHANISM", "SCRAM-SHA-512",
                    "KAFKA_SASL_JAAS_CONFIG",
                            "a.Module required username=\"umit\" password=\"a\\\\b=c #\\\"&\";",
                    "KAFKA_SSL_TRUSTSTORE_CERTIFICATES",
                            "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
                    "KAFKA_SSL_KEYSTORE_TYPE", " ",
                    "KAFKA_CLIENT_REQUEST_TIMEOUT_MS", "5000",
                    "KAFKA_HEAP_OPTS", "-Xmx128m");

    @TempDir Path directory;

    @Test
    void makesEveryTopicWithThePropertiesOfEveryOtherClient() throws Exception {
        assertThat(run(SECURED)).isZero();

        assertThat(Files.readAllLines(directory.resolve("calls")))
                .hasSameSizeAs(Topics.all())
                .first()
                .asString()
                .startsWith("--bootstrap-server kafka-1:9093 --command-config ")
                .contains(" --create --if-not-exists --topic tocsin.events.raw.v1 --partitions 3 ")
                .endsWith(" --config cleanup.policy=delete --config retention.ms=259200000");
        assertThat(properties()).isEqualTo(KafkaAccess.from(SECURED).properties());
    }

    @Test
    void aBrokerThatWantsNothingNeedsNoProperties() throws Exception {
        assertThat(run(Map.of("KAFKA_BOOTSTRAP_SERVERS", "kafka:9092"))).isZero();

        assertThat(properties()).isEqualTo(Map.of());
    }

    private int run(Map<String, String> env) throws IOException, InterruptedException {
        Files.writeString(directory.resolve("topics"), part(TOPICS));
        Files.createFile(
                directory.resolve("kafka-topics.sh"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(
                directory.resolve("kafka-topics.sh"),
                "#!/bin/sh\necho \"$@\" >> " + directory.resolve("calls") + "\n");
        String script =
                part(SCRIPT)
                        .replace("/opt/kafka/bin", directory.toString())
                        .replace("/topics/topics", directory.resolve("topics").toString())
                        .replace("/tmp/client", directory.resolve("client").toString());
        ProcessBuilder builder = new ProcessBuilder(List.of("sh", "-euc", script)).inheritIO();
        builder.environment().keySet().removeIf(name -> name.startsWith("KAFKA_"));
        builder.environment().putAll(env);
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private Map<String, String> properties() throws IOException {
        Properties properties = new Properties();

        try (Reader reader = Files.newBufferedReader(directory.resolve("client.properties"))) {
            properties.load(reader);
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty));
    }

    private static String part(Pattern pattern) throws IOException {
        Matcher matcher = pattern.matcher(Files.readString(MANIFEST, UTF_8));
        assertThat(matcher.find()).isTrue();
        return matcher.group(1).stripIndent();
    }
}
