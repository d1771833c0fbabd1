package dev.tocsin.connect;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;

/**
 * Writes the records of topics to Elasticsearch, at least once; with the record key as document id,
 * each record is in the index exactly once. Settings: {@link ElasticsearchSinkConfig}.
 */
public final class ElasticsearchSinkConnector extends SinkConnector {
    private Map<String, String> settings = Map.of();

    @Override
    public void start(Map<String, String> props) {
        new ElasticsearchSinkConfig(props);
        settings = Map.copyOf(props);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return ElasticsearchSinkTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return Collections.nCopies(maxTasks, settings);
    }

    @Override
    public void stop() {
        settings = Map.of();
    }

    @Override
    public ConfigDef config() {
        return ElasticsearchSinkConfig.DEFINITION;
    }

    @Override
    public String version() {
        return versionText();
    }

    static String versionText() {
        String version = ElasticsearchSinkConnector.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
