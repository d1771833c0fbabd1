package dev.tocsin.desk.incident;

import dev.tocsin.desk.http.Texts;
import java.util.List;

/** What happens once in the life of an incident, at a time that people give. */
public enum Milestone {
    /** Someone took it up. */
    ACKNOWLEDGED,
    /** Someone told of it. */
    REPORTED,
    /** It was known to be one. */
    VERIFIED,
    /** It could not grow any more. */
    CONTAINED,
    /** It did no more harm. */
    MITIGATED,
    /** There was nothing more to do about what happened. */
    RESOLVED,
    /** There was nothing more to do. */
    CLOSED;

    /** The member of an incident that has its time. */
    public String member() {
        return Texts.name(this) + "_at";
    }

    /** What cannot come after it. Which of containing and mitigating comes first is open. */
    List<Milestone> earlier() {
        return switch (this) {
            case ACKNOWLEDGED, REPORTED, RESOLVED -> List.of();
            case VERIFIED -> List.of(REPORTED);
            case CONTAINED, MITIGATED -> List.of(REPORTED, VERIFIED);
            case CLOSED -> List.of(REPORTED, VERIFIED, CONTAINED, MITIGATED);
        };
    }
}
