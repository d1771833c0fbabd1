package dev.tocsin.rules.source;

import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.parser.Parser;

/**
 * Stops a YAML parser at a nesting that the composer, which goes down by recursion, has no stack
 * for. It stands between the two, so that nothing is read twice.
 */
final class DepthLimit implements Parser {
    private final Parser parser;
    private final int linesBefore;
    private int depth;

    DepthLimit(Parser parser, int linesBefore) {
        this.parser = parser;
        this.linesBefore = linesBefore;
    }

    @Override
    public boolean hasNext() {
        return parser.hasNext();
    }

    @Override
    public boolean checkEvent(Event.ID choice) {
        return parser.checkEvent(choice);
    }

    @Override
    public Event peekEvent() {
        return parser.peekEvent();
    }

    @Override
    public Event next() {
        Event event = parser.next();
        switch (event.getEventId()) {
            case SequenceStart, MappingStart -> {
                if (++depth > TreeBuilder.MAX_DEPTH + 1) {
                    throw TreeBuilder.tooDeep(position(event));
                }
            }
            case SequenceEnd, MappingEnd -> depth--;
            default -> {}
        }
        return event;
    }

    private Position position(Event event) {
        return event.getStartMark()
                .map(mark -> new Position(linesBefore + mark.getLine() + 1, mark.getColumn() + 1))
                .orElse(new Position(linesBefore + 1, 1));
    }
}
