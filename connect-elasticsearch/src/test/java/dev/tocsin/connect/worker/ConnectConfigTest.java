package dev.tocsin.connect.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.connect.ElasticsearchSinkConfig;
import dev.tocsin.topic.Topic;
import dev.tocsin.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The folder connect-config against the topic catalogue and the connector. */
class ConnectConfigTest {
    private final ConfigDirectory directory = new ConfigDirectory(Path.of("../connect-config"));

    @Test
    void connectorsReadTopicsOfTheCatalogue() throws IOException {
        List<String> known = Topics.all().stream().map(Topic::name).toList();
        directory
                .connectors()
                .forEach(
                        (name, config) ->
                                assertThat(known).as(name).contains(config.get("topics")));
        assertThat(topics("tocsin-events")).isEqualTo(Topics.EVENTS.name());
        assertThat(topics("tocsin-alerts")).isEqualTo(Topics.ALERTS.name());
    }

    @Test
    void deadLettersGoToTheTopicOfTheCatalogueAsTheyAre() throws IOException {
        assertThat(directory.connectors().values())
                .allSatisfy(
                        config ->
                                assertThat(config)
                                        .containsEntry("errors.tolerance", "all")
                                        .containsEntry(
                                                "errors.deadletterqueue.topic.name",
                                                Topics.DEAD_LETTERS.name())
                                        .containsEntry(
                                                "errors.deadletterqueue.context.headers.enable",
                                                "true")
                                        .containsEntry(
                                                "value.converter",
                                                "org.apache.kafka.connect.converters.ByteArrayConverter"));
    }

    @Test
    void connectorsHaveNoUnknownOrWrongSetting() throws IOException {
        for (Map.Entry<String, Map<String, String>> connector : directory.connectors().entrySet()) {
            Map<String, String> config = new HashMap<>(connector.getValue());
            config.put("connection.url", "http://localhost:9200");
            ElasticsearchSinkConfig checked = new ElasticsearchSinkConfig(config);
            assertThat(checked.unused())
                    .as(connector.getKey())
                    .allMatch(
                            name ->
                                    name.matches(
                                                    "name|topics|tasks\\.max|connector\\.class|errors\\..*|"
                                                            + "consumer\\.override\\..*|.*\\.converter|"
                                                            + "connection\\..*")
                                            || ElasticsearchSinkConfig.DEFINITION
                                                    .names()
                                                    .contains(name));
        }
    }

    @Test
    void secretsAreReferencesOnly() throws IOException {
        assertThat(directory.connectors().values())
                .allSatisfy(
                        config ->
                                assertThat(config)
                                        .containsEntry(
                                                "connection.password",
                                                "${env:ELASTICSEARCH_PASSWORD}")
                                        .containsEntry(
                                                "connection.api.key",
                                                "${env:ELASTICSEARCH_API_KEY}"));
    }

    @Test
    void indexTemplatesAreComposedOfComponentsThatExist() throws IOException {
        assertThat(directory.indexTemplates()).containsOnlyKeys("tocsin-alerts", "tocsin-events");
        for (JsonNode template : directory.indexTemplates().values()) {
            for (JsonNode component : template.path("composed_of")) {
                assertThat(directory.componentTemplates()).containsKey(component.asText());
            }
        }
    }

    @Test
    void retentionNamesIndicesThatConnectorsWrite() throws IOException {
        List<String> written =
                directory.connectors().values().stream()
                        .flatMap(
                                config ->
                                        List.of(
                                                config.get("index.name"),
                                                config.getOrDefault("late.index.name", ""))
                                                .stream())
                        .toList();
        assertThat(directory.retentionDays().keySet())
                .isNotEmpty()
                .allSatisfy(prefix -> assertThat(written).contains(prefix + "{yyyy.MM.dd}"));
    }

    private String topics(String connector) throws IOException {
        return directory.connectors().getOrDefault(connector, Map.of()).getOrDefault("topics", "");
    }
}
