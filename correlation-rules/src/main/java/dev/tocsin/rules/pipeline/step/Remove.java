package dev.tocsin.rules.pipeline.step;

import java.util.List;

/** Takes fields away; one that is not there is passed over. */
public record Remove(List<Place> fields) implements Step {
    public Remove {
        fields = List.copyOf(fields);
    }

    @Override
    public void run(Work work) {
        for (Place field : fields) {
            if (field.isOurs()) {
                work.fail("a field outside of tocsin", field.toString());
            } else {
                field.remove(work.document());
            }
        }
    }
}
