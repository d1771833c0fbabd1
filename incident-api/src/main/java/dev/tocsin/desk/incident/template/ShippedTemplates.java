package dev.tocsin.desk.incident.template;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The templates that come with Tocsin. */
final class ShippedTemplates {
    /** One file each. */
    static final List<String> IDS = List.of("credential-compromise", "phishing", "ransomware");

    private ShippedTemplates() {}

    /** By id. */
    static Map<String, StoredTemplate> read() {
        Map<String, StoredTemplate> all = new LinkedHashMap<>();
        for (String id : IDS) {
            Template template = TemplateReader.read(file(id), null);
            all.put(template.id(), new StoredTemplate(template, 1, null, null));
        }
        return all;
    }

    private static ObjectNode file(String id) {
        try (InputStream in = ShippedTemplates.class.getResourceAsStream(id + ".yaml")) {
            return (ObjectNode) new YAMLMapper().readTree(Objects.requireNonNull(in, id));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
