package dev.tocsin.rules.correlate;

import java.util.List;

/** Of a group whose correlation was changed: no event of it is known, only what was said of it. */
record NoBody() implements Body {
    @Override
    public List<Episode> episodes() {
        return List.of();
    }

    @Override
    public int weightBytes() {
        return 16;
    }
}
