package dev.tocsin.connect.worker;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.provider.ConfigProvider;

/**
 * Resolves <code>${env:NAME}</code> in connector configurations, from the settings that the worker
 * was started with, so that the REST API never shows a password. On another Connect cluster Kafka's
 * own environment provider does the same under the same name.
 */
public final class EnvProvider implements ConfigProvider {
    private Map<String, String> settings = Map.of();

    @Override
    public void configure(Map<String, ?> configs) {
        Map<String, String> all = new HashMap<>();
        configs.forEach((name, value) -> all.put(name, String.valueOf(value)));
        settings = Map.copyOf(all);
    }

    @Override
    public ConfigData get(String path) {
        return new ConfigData(settings);
    }

    @Override
    public ConfigData get(String path, Set<String> keys) {
        Map<String, String> found = new HashMap<>();
        for (String key : keys) {
            String value = settings.get(key);
            if (value == null) {
                throw new ConfigException(
                        "Expected a value for ${env:" + key + "}, but " + key + " is not set");
            }
            found.put(key, value);
        }
        return new ConfigData(found);
    }

    @Override
    public void close() {
        settings = Map.of();
    }
}
