package dev.tocsin.rules.eval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Computes each field and each predicate at most once per event. Reused from event to event by one
 * thread: a stamp says which results are of the present event.
 */
final class MemoEvaluation implements Evaluation {
    private final int[] fieldStamps;
    private final FieldValues[] fields;

    /** Twice the stamp, plus one if the predicate holds. */
    private final int[] predicates;

    private final int[] candidateStamps;
    private final int[] candidates;
    private int candidateCount;
    private JsonNode event = MissingNode.getInstance();
    private @Nullable List<Value> strings;
    private int stamp;

    MemoEvaluation(int fieldCount, int predicateCount, int ruleCount) {
        this.fieldStamps = new int[fieldCount];
        this.fields = new FieldValues[fieldCount];
        this.predicates = new int[predicateCount];
        this.candidateStamps = new int[ruleCount];
        this.candidates = new int[ruleCount];
    }

    /** Begins the next event. */
    void begin(JsonNode next) {
        if (stamp == Integer.MAX_VALUE / 2) {
            Arrays.fill(fieldStamps, 0);
            Arrays.fill(predicates, 0);
            Arrays.fill(candidateStamps, 0);
            stamp = 0;
        }
        stamp++;
        event = next;
        strings = null;
        candidateCount = 0;
    }

    @Override
    public boolean holds(PredicateCheck check) {
        int known = predicates[check.id()];
        if (known >>> 1 != stamp) {
            known = (stamp << 1) | (check.compute(this) ? 1 : 0);
            predicates[check.id()] = known;
        }
        return (known & 1) == 1;
    }

    @Override
    public FieldValues values(FieldReader field) {
        int id = field.id();
        if (fieldStamps[id] != stamp) {
            fields[id] = field.read(event);
            fieldStamps[id] = stamp;
        }
        return fields[id];
    }

    @Override
    public List<Value> strings() {
        List<Value> known = strings;
        if (known == null) {
            known = EventStrings.of(event);
            strings = known;
        }
        return known;
    }

    /** Remembers rules that may match. */
    void addCandidates(int[] rules) {
        for (int rule : rules) {
            if (candidateStamps[rule] != stamp) {
                candidateStamps[rule] = stamp;
                candidates[candidateCount++] = rule;
            }
        }
    }

    /** The remembered rules, in the order of their numbers; valid until the next event. */
    int[] sortedCandidates() {
        Arrays.sort(candidates, 0, candidateCount);
        return candidates;
    }

    int candidateCount() {
        return candidateCount;
    }
}
