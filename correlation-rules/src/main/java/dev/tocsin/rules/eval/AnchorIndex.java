package dev.tocsin.rules.eval;

import dev.tocsin.rules.plan.Anchor;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From the values of one field (or of all, for keywords) to the rules whose anchor holds. */
final class AnchorIndex {
    private static final int[] NO_RULES = {};
    private static final Anchor PRESENT = new Anchor(Anchor.Kind.PRESENT, "");

    private final int[] present;
    private final @Nullable NumberIndex numbers;
    private final @Nullable TextIndex texts;

    AnchorIndex(Map<Anchor, int[]> rules) {
        this.present = rules.getOrDefault(PRESENT, NO_RULES);
        Map<String, int[]> byNumber = new HashMap<>();
        rules.forEach(
                (anchor, of) -> {
                    if (anchor.kind() == Anchor.Kind.NUMBER) {
                        byNumber.put(anchor.text(), of);
                    }
                });
        this.numbers = byNumber.isEmpty() ? null : new NumberIndex(byNumber);
        TextIndex index = new TextIndex(rules);
        this.texts = index.isEmpty() ? null : index;
    }

    /** Adds the rules that a present field with these values may make match. */
    void find(FieldValues values, ByteTrie.Sink into) {
        into.add(present);
        for (int i = 0; i < values.size(); i++) {
            Value value = values.get(i);
            if (numbers != null) {
                numbers.find(value, into);
            }
            if (texts != null) {
                texts.find(value.bytes(), into);
            }
        }
    }
}
