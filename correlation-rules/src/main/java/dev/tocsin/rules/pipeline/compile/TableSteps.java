package dev.tocsin.rules.pipeline.compile;

import dev.tocsin.rules.pipeline.step.Convert;
import dev.tocsin.rules.pipeline.step.Copy;
import dev.tocsin.rules.pipeline.step.Lowercase;
import dev.tocsin.rules.pipeline.step.Place;
import dev.tocsin.rules.pipeline.step.Remove;
import dev.tocsin.rules.pipeline.step.Rename;
import dev.tocsin.rules.pipeline.step.SetFields;
import dev.tocsin.rules.pipeline.step.Step;
import dev.tocsin.rules.pipeline.step.Template;
import dev.tocsin.rules.pipeline.step.Type;
import dev.tocsin.rules.source.Yaml;
import java.util.ArrayList;
import java.util.List;

/** Reads the steps that are lists or tables of fields. */
final class TableSteps {
    private final Fields fields;

    TableSteps(Fields fields) {
        this.fields = fields;
    }

    Step read(StepKind kind, Yaml value) {
        return switch (kind) {
            case RENAME -> new Rename(fields.pairs(value));
            case COPY -> new Copy(fields.pairs(value));
            case SET -> set(value);
            case CONVERT -> convert(value);
            case LOWERCASE -> new Lowercase(fields.targets(value));
            default -> new Remove(fields.targets(value));
        };
    }

    private Step set(Yaml value) {
        List<SetFields.Assignment> assignments = new ArrayList<>();
        for (Yaml.Entry entry : fields.entries(value, "a map of fields and their values")) {
            Place field = fields.key(entry);
            Template template = Template.of(Fields.json(entry.value()));
            if (template == null) {
                fields.wrong(
                        entry.value(),
                        "the name of a field between {{ and }}",
                        "write for example \"{{user.name}}\"");
            } else if (field != null) {
                assignments.add(new SetFields.Assignment(field, template));
            }
        }
        return new SetFields(assignments);
    }

    private Step convert(Yaml value) {
        List<Convert.Conversion> conversions = new ArrayList<>();
        for (Yaml.Entry entry : fields.entries(value, "a map of fields and their types")) {
            Place field = fields.key(entry);
            Type type = entry.value() instanceof Yaml.Scalar text ? Type.named(text.text()) : null;
            if (type == null) {
                fields.wrong(
                        entry.value(), "a type", "use one of integer, float, boolean, ip, text");
            } else if (field != null) {
                conversions.add(new Convert.Conversion(field, type));
            }
        }
        return new Convert(conversions);
    }
}
