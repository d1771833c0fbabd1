package dev.tocsin.connect;

import java.net.URI;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;

/** Checks of settings, with messages that say what was expected. */
final class Checks {
    static final Validator URLS = Checks::urls;
    static final Validator INDEX_NAME = Checks::indexName;
    static final Validator OPTIONAL_INDEX_NAME =
            (name, value) -> {
                if (!"".equals(value)) {
                    indexName(name, value);
                }
            };

    private Checks() {}

    static Validator oneOf(String... allowed) {
        return (name, value) -> {
            if (!List.of(allowed).contains(value)) {
                throw problem(name, "one of " + String.join(", ", allowed), value);
            }
        };
    }

    private static void urls(String name, Object value) {
        if (!(value instanceof List<?> urls) || urls.isEmpty()) {
            throw problem(name, "at least one address such as http://localhost:9200", value);
        }
        for (Object url : urls) {
            if (!isAddress(String.valueOf(url))) {
                throw problem(name, "http:// or https:// addresses with a host", url);
            }
        }
    }

    private static boolean isAddress(String url) {
        try {
            URI uri = URI.create(url);
            return uri.getHost() != null
                    && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void indexName(String name, Object value) {
        try {
            IndexName.of(String.valueOf(value), "@timestamp");
        } catch (IllegalArgumentException e) {
            throw new ConfigException(name + ": " + e.getMessage());
        }
    }

    private static ConfigException problem(String name, String expected, Object found) {
        return new ConfigException(name + ": Expected " + expected + ", but found " + found);
    }
}
