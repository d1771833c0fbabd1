package dev.tocsin.rules.pipeline.compile;

import dev.tocsin.rules.pipeline.parse.CsvRecord;
import dev.tocsin.rules.pipeline.parse.DateForm;
import dev.tocsin.rules.pipeline.parse.Dissection;
import dev.tocsin.rules.pipeline.parse.GrokCompiler;
import dev.tocsin.rules.pipeline.parse.GrokPattern;
import dev.tocsin.rules.pipeline.parse.KeyValueText;
import dev.tocsin.rules.pipeline.step.Csv;
import dev.tocsin.rules.pipeline.step.DateStep;
import dev.tocsin.rules.pipeline.step.DissectStep;
import dev.tocsin.rules.pipeline.step.GrokStep;
import dev.tocsin.rules.pipeline.step.JsonStep;
import dev.tocsin.rules.pipeline.step.KeyValue;
import dev.tocsin.rules.pipeline.step.Place;
import dev.tocsin.rules.pipeline.step.Split;
import dev.tocsin.rules.pipeline.step.Step;
import dev.tocsin.rules.source.Yaml;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the steps that read a text. */
final class TextSteps {
    private final Fields fields;
    private final Definitions definitions;

    TextSteps(Fields fields, Definitions definitions) {
        this.fields = fields;
        this.definitions = definitions;
    }

    /** The step, or null and a problem. */
    @Nullable Step read(StepKind kind, Yaml value) {
        return switch (kind) {
            case DATE -> date(map(kind, value, Set.of("field", "formats", "zone", "to")));
            case DISSECT -> dissect(map(kind, value, Set.of("field", "pattern")));
            case GROK -> grok(map(kind, value, Set.of("field", "patterns", "definitions")));
            case KV -> kv(map(kind, value, Set.of("field", "pair", "value", "to")));
            case CSV -> csv(map(kind, value, Set.of("field", "columns", "separator")));
            case JSON -> json(map(kind, value, Set.of("field", "to")));
            default -> split(map(kind, value, Set.of("field", "by", "to")));
        };
    }

    private StepMap map(StepKind kind, Yaml value, Set<String> keys) {
        return StepMap.of(value, kind, fields, keys);
    }

    private @Nullable Step date(StepMap step) {
        Place field = step.needField();
        List<DateForm> forms = new ArrayList<>();
        for (Yaml.Scalar text : step.values().list("formats")) {
            DateForm form = form(text);
            if (form != null) {
                forms.add(form);
            }
        }
        if (step.get("formats") == null) {
            step.missing("formats", "formats: [iso, epoch-ms]");
        }
        Yaml given = step.get("to");
        Place to = given == null ? Place.of("@timestamp") : step.to();
        if (to != null && given == null) {
            fields.target(to, step.at());
        }
        ZoneId zone = zone(step);
        return field == null || to == null || forms.isEmpty()
                ? null
                : new DateStep(field, forms, zone, to);
    }

    private @Nullable DateForm form(Yaml.Scalar text) {
        try {
            return DateForm.of(text.text());
        } catch (IllegalArgumentException e) {
            fields.problems()
                    .error(
                            text.at(),
                            "Expected a form of dates, but found '%s': %s"
                                    .formatted(text.text(), e.getMessage()),
                            "use iso, epoch-s, epoch-ms, epoch-us, epoch-ns, syslog, rfc2822, or a"
                                    + " pattern such as \"dd/MMM/yyyy:HH:mm:ss Z\"");
            return null;
        }
    }

    private @Nullable ZoneId zone(StepMap step) {
        String zone = step.values().text("zone");
        Yaml at = step.get("zone");
        try {
            return zone == null ? null : ZoneId.of(zone);
        } catch (DateTimeException _) {
            if (at != null) {
                fields.wrong(at, "a time zone", "write a name such as Europe/Berlin or +02:00");
            }
            return null;
        }
    }

    private @Nullable Step dissect(StepMap step) {
        Place field = step.field();
        String pattern = step.need("pattern", "pattern: \"%{user.name} from %{source.ip}\"");
        Yaml at = step.get("pattern");
        if (pattern == null || at == null || field == null) {
            return null;
        }
        try {
            Dissection dissection = new Dissection(pattern);
            dissection.fields().forEach(place -> fields.target(place, at));
            return new DissectStep(field, dissection);
        } catch (Dissection.Malformed e) {
            fields.problems().error(at.at(), "" + e.getMessage(), "write %{name} for each field");
            return null;
        }
    }

    private @Nullable Step grok(StepMap step) {
        Place field = step.field();
        Map<String, String> own = new HashMap<>(definitions.patterns());
        own.putAll(Definitions.read(step.get("definitions"), fields.problems()).patterns());
        List<GrokPattern> patterns = new ArrayList<>();
        List<Yaml.Scalar> texts = step.values().list("patterns");
        for (Yaml.Scalar text : texts) {
            try {
                GrokPattern pattern = GrokCompiler.compile(text.text(), own);
                pattern.captures().forEach(capture -> fields.target(capture.field(), text));
                patterns.add(pattern);
            } catch (GrokCompiler.Malformed e) {
                fields.problems().error(text.at(), "" + e.getMessage(), e.hint());
            }
        }
        if (texts.isEmpty()) {
            step.missing("patterns", "patterns: [\"%{IP:source.ip} %{WORD:event.action}\"]");
        }
        return field == null || patterns.isEmpty() ? null : new GrokStep(field, patterns);
    }

    private @Nullable Step kv(StepMap step) {
        Place field = step.field();
        String pair = step.values().text("pair");
        String value = step.values().text("value");
        KeyValueText form =
                new KeyValueText(pair == null ? " " : pair, value == null ? "=" : value);
        if (form.pair().isEmpty() || form.value().isEmpty()) {
            step.missing(form.pair().isEmpty() ? "pair" : "value", "pair: \";\"");
            return null;
        }
        Place to = step.to();
        return field == null ? null : new KeyValue(field, form, to);
    }

    private @Nullable Step csv(StepMap step) {
        Place field = step.field();
        List<@Nullable Place> columns = new ArrayList<>();
        for (Yaml.Scalar column : step.values().list("columns")) {
            columns.add(column.text().isEmpty() ? null : fields.target(column));
        }
        if (columns.isEmpty()) {
            step.missing("columns", "columns: [source.ip, user.name]");
        }
        String separator = step.values().text("separator");
        Yaml at = step.get("separator");
        if (separator != null
                && at != null
                && (separator.length() != 1 || separator.equals("\""))) {
            fields.wrong(at, "one character as separator", "write for example \";\"");
        }
        char by = separator == null || separator.isEmpty() ? ',' : separator.charAt(0);
        return field == null ? null : new Csv(field, new CsvRecord(by), columns);
    }

    private @Nullable Step json(StepMap step) {
        Place field = step.field();
        Place to = step.to();
        return field == null ? null : new JsonStep(field, to);
    }

    private @Nullable Step split(StepMap step) {
        Place field = step.needField();
        String by = step.need("by", "by: \",\"");
        Place to = step.get("to") == null ? field : step.to();
        if (to != null && step.get("to") == null) {
            fields.target(to, step.at());
        }
        return field == null || by == null || to == null ? null : new Split(field, by, to);
    }
}
