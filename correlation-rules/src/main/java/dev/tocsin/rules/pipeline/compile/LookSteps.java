package dev.tocsin.rules.pipeline.compile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.rules.compile.Placeholders;
import dev.tocsin.rules.eval.EventTest;
import dev.tocsin.rules.pipeline.step.Cidr;
import dev.tocsin.rules.pipeline.step.DropIf;
import dev.tocsin.rules.pipeline.step.Lookup;
import dev.tocsin.rules.pipeline.step.Place;
import dev.tocsin.rules.pipeline.step.PluginStep;
import dev.tocsin.rules.pipeline.step.Step;
import dev.tocsin.rules.source.Yaml;
import dev.tocsin.rules.value.Network;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the steps that look something up, and those that ask somebody else. */
final class LookSteps {
    private final Fields fields;
    private final Placeholders lists;

    LookSteps(Fields fields, Placeholders lists) {
        this.fields = fields;
        this.lists = lists;
    }

    /** The step, or null and a problem. */
    @Nullable Step read(StepKind kind, Yaml value) {
        return switch (kind) {
            case CIDR -> cidr(map(kind, value, Set.of("field", "networks", "list", "tag")));
            case LOOKUP ->
                    lookup(
                            map(
                                    kind,
                                    value,
                                    Set.of("field", "list", "tag", "table", "to", "strict")));
            default -> plugin(value);
        };
    }

    @Nullable Step drop(@Nullable EventTest unwanted) {
        return unwanted == null ? null : new DropIf(unwanted);
    }

    private StepMap map(StepKind kind, Yaml value, Set<String> keys) {
        return StepMap.of(value, kind, fields, keys);
    }

    private @Nullable Step plugin(Yaml value) {
        if (value instanceof Yaml.Scalar name && !name.isNull() && !name.text().isBlank()) {
            return new PluginStep(name.text());
        }
        fields.wrong(value, "the name of a plugin", "write for example 'plugin: acme'");
        return null;
    }

    private @Nullable Step cidr(StepMap step) {
        Place field = step.needField();
        String tag = step.need("tag", "tag: internal");
        List<Network> networks = new ArrayList<>();
        for (Yaml.Scalar text : step.values().list("networks")) {
            Network network = Network.parse(text.text());
            if (network == null) {
                fields.wrong(text, "a network", "write for example 10.0.0.0/8");
            } else {
                networks.add(network);
            }
        }
        for (String text : list(step)) {
            Network network = Network.parse(text);
            if (network != null) {
                networks.add(network);
            }
        }
        if (step.get("networks") == null && step.get("list") == null) {
            step.missing("networks", "networks: [10.0.0.0/8]");
        }
        return field == null || tag == null ? null : new Cidr(field, networks, tag);
    }

    /** The values of the list that a step names. */
    private List<String> list(StepMap step) {
        String name = step.values().text("list");
        Yaml at = step.get("list");
        if (name == null || at == null) {
            return List.of();
        }
        List<String> values = lists.values(name);
        if (values == null || values.isEmpty()) {
            fields.problems()
                    .warning(
                            at.at(),
                            "Expected a list with values, but found "
                                    + (values == null ? "no list" : "an empty one")
                                    + " of the name '"
                                    + name
                                    + "'; the step does nothing until there is one",
                            "publish the list, or put it into lists.yml beside the rules");
        }
        return values == null ? List.of() : values;
    }

    private @Nullable Step lookup(StepMap step) {
        Place field = step.needField();
        Yaml table = step.get("table");
        if ((table == null) == (step.get("list") == null)) {
            fields.problems()
                    .error(
                            step.at().at(),
                            "Expected either a list or a table, but found "
                                    + (table == null ? "none" : "both"),
                            "write 'list: NAME' and 'tag: TEXT', or 'table: {value: other}'");
            return null;
        }
        Lookup.Found found = table == null ? tagged(step) : translated(step, table, field);
        return field == null || found == null ? null : new Lookup(field, found);
    }

    private Lookup.@Nullable Found tagged(StepMap step) {
        String tag = step.need("tag", "tag: admin");
        Set<String> values = new HashSet<>();
        list(step).forEach(value -> values.add(value.toLowerCase(Locale.ROOT)));
        return tag == null ? null : new Lookup.Tagged(values, tag);
    }

    private Lookup.@Nullable Found translated(StepMap step, Yaml table, @Nullable Place field) {
        Map<String, JsonNode> values = new HashMap<>();
        for (Yaml.Entry entry : fields.entries(table, "a table of values")) {
            values.put(entry.key().toLowerCase(Locale.ROOT), Fields.json(entry.value()));
        }
        Place to = step.get("to") == null ? field : step.to();
        if (to != null && step.get("to") == null) {
            fields.target(to, step.at());
        }
        return to == null ? null : new Lookup.Translated(values, to, step.values().flag("strict"));
    }
}
