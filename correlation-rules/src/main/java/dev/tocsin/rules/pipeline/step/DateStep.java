package dev.tocsin.rules.pipeline.step;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.tocsin.event.TimeText;
import dev.tocsin.rules.pipeline.parse.DateForm;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a date and writes it as ISO 8601 in UTC with milliseconds.
 *
 * @param forms tried in turn
 * @param zone of dates that name none; null: the source's
 */
public record DateStep(Place field, List<DateForm> forms, @Nullable ZoneId zone, Place to)
        implements Step {
    public DateStep {
        forms = List.copyOf(forms);
    }

    @Override
    public void run(Work work) {
        String text = work.needText(field);
        if (text == null) {
            return;
        }
        ZoneId in = zone == null ? work.context().zone() : zone;
        for (DateForm form : forms) {
            Instant time = form.read(text.strip(), in, work.context().receivedAt());
            if (time != null) {
                work.overwrite(to, TextNode.valueOf(TimeText.of(time.toEpochMilli())));
                return;
            }
        }
        work.fail("a date of the form " + forms + " in " + field, "'" + text + "'");
    }
}
