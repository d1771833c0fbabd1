package dev.tocsin.rules.correlate;

/**
 * What a group has heard and may have to unhear.
 *
 * @param contribution an event or a result
 * @param late whether it came when the group's clock was already past it
 */
record Heard(Contribution contribution, boolean late) {
    long timeMs() {
        return contribution.timeMs();
    }

    /** Whether it stands for the same inner episode. */
    boolean isOf(InnerResult other) {
        InnerResult result = contribution.result();
        return result != null && result.episode().equals(other.episode());
    }

    boolean isAfter(Heard other) {
        return Detail.ORDER.compare(contribution.detail(), other.contribution.detail()) > 0;
    }
}
