package dev.tocsin.bridge.http.elasticsearch;

import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.HEAD;
import static io.javalin.http.HandlerType.POST;
import static io.javalin.http.HandlerType.PUT;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import io.javalin.http.HandlerType;
import java.util.List;

/**
 * What senders look for, and put where it is missing, before their first document. All of it is
 * always there, with nothing in it, so that they neither wait for it nor change it.
 */
enum SetupKind {
    INDEX_TEMPLATE("_index_template") {
        @Override
        ObjectNode show(String name) {
            ObjectNode json = Json.object();
            ObjectNode template = json.putArray("index_templates").addObject().put("name", name);
            ObjectNode body = template.putObject("index_template");
            body.putArray("index_patterns");
            body.putArray("composed_of");
            return json;
        }
    },
    COMPONENT_TEMPLATE("_component_template") {
        @Override
        ObjectNode show(String name) {
            ObjectNode json = Json.object();
            json.putArray("component_templates")
                    .addObject()
                    .put("name", name)
                    .putObject("component_template")
                    .putObject("template");
            return json;
        }
    },
    TEMPLATE("_template") {
        @Override
        ObjectNode show(String name) {
            return named(name, "index_patterns", "settings", "mappings", "aliases");
        }
    },
    LIFECYCLE("_ilm/policy") {
        @Override
        ObjectNode show(String name) {
            ObjectNode json = Json.object();
            json.putObject(name).put("version", 1).putObject("policy").putObject("phases");
            return json;
        }
    },
    PIPELINE("_ingest/pipeline") {
        @Override
        ObjectNode show(String name) {
            ObjectNode json = Json.object();
            json.putObject(name).putArray("processors");
            return json;
        }
    },
    DATA_STREAM("_data_stream") {
        @Override
        ObjectNode show(String name) {
            ObjectNode json = Json.object();
            ObjectNode stream = json.putArray("data_streams").addObject().put("name", name);
            stream.putObject("timestamp_field").put("name", "@timestamp");
            stream.putArray("indices");
            stream.put("generation", 1).put("status", "GREEN").put("template", name);
            return json;
        }
    },
    ALIAS("_alias") {
        @Override
        ObjectNode show(String name) {
            ObjectNode json = Json.object();
            json.putObject(name + "-000001")
                    .putObject("aliases")
                    .putObject(name)
                    .put("is_write_index", true);
            return json;
        }
    },
    INDEX("") {
        @Override
        ObjectNode show(String name) {
            return named(name, "aliases", "mappings", "settings");
        }
    };

    /** The path parameter that names it. */
    static final String NAME = "name";

    private final String path;

    SetupKind(String path) {
        this.path = path;
    }

    /** What is there under a name. */
    abstract ObjectNode show(String name);

    List<String> paths() {
        return List.of((path.isEmpty() ? "" : "/" + path) + "/{" + NAME + "}");
    }

    List<HandlerType> methods() {
        return this == INDEX ? List.of(GET, HEAD, PUT) : List.of(GET, HEAD, PUT, POST);
    }

    private static ObjectNode named(String name, String... members) {
        ObjectNode json = Json.object();
        ObjectNode body = json.putObject(name);
        for (String member : members) {
            body.putObject(member);
        }
        return json;
    }
}
