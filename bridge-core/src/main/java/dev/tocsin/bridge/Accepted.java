package dev.tocsin.bridge;

import java.util.ArrayList;
import java.util.List;

/**
 * The whole submission was dealt with, for good: Kafka acknowledged every event and every dead
 * letter. The sender must not send it again.
 *
 * @param events the number of events that are in the raw topic
 * @param deadLetters the number of items, malformed or too large, that are kept as dead letters
 * @param refused the number of items that are too large for a record of the broker and are not kept
 * @param problems the first {@value #MAX_PROBLEMS} items that are no event in the raw topic, by
 *     index
 */
public record Accepted(int events, int deadLetters, int refused, List<ItemProblem> problems)
        implements Outcome {
    /** The most problems that are listed. */
    public static final int MAX_PROBLEMS = 20;

    public Accepted {
        problems = List.copyOf(problems);
    }

    /** A batch that is settled, summed up; none of its items is unavailable. */
    public static Accepted of(BatchOutcome.Settled settled) {
        int kept = settled.count(ItemResult.DeadLettered.class);
        int refused = 0;
        for (ItemResult result : settled.results()) {
            if (result instanceof ItemResult.TooLarge tooLarge) {
                kept += tooLarge.kept() ? 1 : 0;
                refused += tooLarge.kept() ? 0 : 1;
            }
        }
        return new Accepted(
                settled.count(ItemResult.Stored.class), kept, refused, problems(settled.results()));
    }

    private static List<ItemProblem> problems(List<ItemResult> results) {
        List<ItemProblem> problems = new ArrayList<>();
        for (int i = 0; i < results.size() && problems.size() < MAX_PROBLEMS; i++) {
            switch (results.get(i)) {
                case ItemResult.DeadLettered(String reason) ->
                        problems.add(new ItemProblem(i, reason, true));
                case ItemResult.TooLarge(String reason, boolean kept) ->
                        problems.add(new ItemProblem(i, reason, kept));
                case ItemResult.Stored _, ItemResult.Unavailable _ -> {}
            }
        }
        return problems;
    }

    /** The number of items that did not become events. */
    public int rejected() {
        return deadLetters + refused;
    }

    /**
     * An item that did not become an event.
     *
     * @param index its position in the submission, from 0
     * @param reason what was expected and what was found
     * @param kept whether it is kept as a dead letter
     */
    public record ItemProblem(int index, String reason, boolean kept) {}
}
