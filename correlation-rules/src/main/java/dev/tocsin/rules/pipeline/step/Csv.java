package dev.tocsin.rules.pipeline.step;

import dev.tocsin.rules.pipeline.parse.CsvRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one record of comma-separated values (RFC 4180); an empty value is none.
 *
 * @param columns where the values go; null: nowhere
 */
public record Csv(Place field, CsvRecord form, List<@Nullable Place> columns) implements Step {
    @Override
    public void run(Work work) {
        String text = work.needText(field);
        if (text == null) {
            return;
        }
        List<String> values = form.read(text);
        if (values == null) {
            work.fail("a record of RFC 4180 in " + field, "'" + text + "'");
            return;
        }
        if (values.size() != columns.size()) {
            work.fail(columns.size() + " values in " + field, values.size() + "");
        }
        for (int i = 0; i < Math.min(values.size(), columns.size()); i++) {
            Place column = columns.get(i);
            if (column != null && !values.get(i).isEmpty()) {
                work.put(column, values.get(i));
            }
        }
    }
}
