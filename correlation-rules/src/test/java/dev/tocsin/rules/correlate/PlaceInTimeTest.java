package dev.tocsin.rules.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.event.EventRef;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where a result was, however its events came together. */
class PlaceInTimeTest {
    private static final String PARIS = "48.85,2.35,0.0";
    private static final String TOKYO = "35.7,139.7,10.0";

    @Test
    void thePlaceIsThatOfTheLastEvent() {
        List<String> last = PlaceInTime.last(List.of(at(TOKYO, 50, "a"), at(PARIS, 40, "z")));

        assertThat(last).containsExactly(at(TOKYO, 50, "a"));
        assertThat(PlaceInTime.placeOf(last.getFirst())).isEqualTo(TOKYO);
    }

    @Test
    void ofEventsAtOneTimeTheIdDecides() {
        assertThat(PlaceInTime.last(List.of(at(TOKYO, 50, "b,1"), at(PARIS, 50, "a"))))
                .containsExactly(at(TOKYO, 50, "b,1"));
    }

    @Test
    void placesOfBeforeThatSayNoTimeAreInOrder() {
        assertThat(PlaceInTime.last(List.of(TOKYO, PARIS))).containsExactly(PARIS);
        assertThat(PlaceInTime.last(List.of(at(TOKYO, 50, "a"), PARIS)))
                .containsExactly(at(TOKYO, 50, "a"));
        assertThat(PlaceInTime.placeOf(PARIS)).isEqualTo(PARIS);
        assertThat(PlaceInTime.last(List.of())).isEmpty();
    }

    private static String at(String place, long timeMs, String id) {
        return new PlaceInTime(place, new EventRef(id, timeMs, "raw", 0, 0)).text();
    }
}
