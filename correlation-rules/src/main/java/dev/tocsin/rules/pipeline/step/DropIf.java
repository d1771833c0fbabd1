package dev.tocsin.rules.pipeline.step;

import dev.tocsin.rules.eval.EventTest;

/** Ends the way of an event that nobody wants; it is counted under the name of the step. */
public record DropIf(EventTest unwanted) implements Step {
    @Override
    public void run(Work work) {
        if (unwanted.test(work.document())) {
            work.drop();
        }
    }
}
