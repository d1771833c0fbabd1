package dev.tocsin.rules.regex;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The steps of an expression (Thompson, 1968): those that read a character, and those that fork.
 */
final class Nfa {
    private static final int MAX_STEPS = 3_000;

    /** A step; the numbers are those of the next steps. */
    sealed interface Step {
        record Read(AsciiSet set, int next) implements Step {}

        record Fork(int one, int other) implements Step {}

        record AtBegin(int next) implements Step {}

        record AtEnd(int next) implements Step {}

        record Matched() implements Step {}
    }

    private final List<Step> steps = new ArrayList<>();
    private int start;
    private boolean tooLarge;

    private Nfa() {}

    /** The steps of an expression, or null when they are too many. */
    static @Nullable Nfa of(Regex regex) {
        Nfa nfa = new Nfa();
        nfa.start = nfa.build(regex, nfa.add(new Step.Matched()));
        return nfa.tooLarge ? null : nfa;
    }

    int start() {
        return start;
    }

    Step step(int number) {
        return steps.get(number);
    }

    int size() {
        return steps.size();
    }

    /** Builds from the end: {@code next} is what follows. */
    private int build(Regex regex, int next) {
        if (steps.size() > MAX_STEPS) {
            tooLarge = true;
            return next;
        }
        return switch (regex) {
            case Regex.One(AsciiSet set) -> add(new Step.Read(set, next));
            case Regex.Begin() -> add(new Step.AtBegin(next));
            case Regex.End() -> add(new Step.AtEnd(next));
            case Regex.Sequence(List<Regex> parts) -> {
                int at = next;
                for (Regex part : parts.reversed()) {
                    at = build(part, at);
                }
                yield at;
            }
            case Regex.Choice(List<Regex> parts) -> {
                int at = build(parts.getLast(), next);
                for (Regex part : parts.subList(0, parts.size() - 1).reversed()) {
                    at = add(new Step.Fork(build(part, next), at));
                }
                yield at;
            }
            case Regex.Repeat(Regex inner, int least, int most) ->
                    copies(
                            inner,
                            least,
                            most < 0 ? loop(inner, next) : maybe(inner, most - least, next));
        };
    }

    private int copies(Regex inner, int count, int next) {
        int at = next;
        for (Regex copy : Collections.nCopies(count, inner)) {
            at = build(copy, at);
        }
        return at;
    }

    private int loop(Regex inner, int next) {
        int fork = add(new Step.Fork(next, next));
        steps.set(fork, new Step.Fork(build(inner, fork), next));
        return fork;
    }

    private int maybe(Regex inner, int count, int next) {
        int at = next;
        for (int i = 0; i < count && !tooLarge; i++) {
            at = add(new Step.Fork(build(inner, at), next));
        }
        return at;
    }

    private int add(Step step) {
        steps.add(step);
        return steps.size() - 1;
    }
}
