package dev.tocsin.rules.logsource;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.event.LogSource;
import java.util.ArrayList;
import java.util.List;

/**
 * One way from an event to a log source.
 *
 * @param gives the log source, its values texts or fields in braces
 * @param when the event must pass all tests of one of these lists
 * @param cases what some of these events are in particular; the first that holds counts
 * @param byCase finds the cases that may hold
 * @param goesOn whether later routes may fill the dimensions that this one leaves open
 */
record Route(
        SourceTemplate gives,
        List<List<FieldTest>> when,
        List<Route> cases,
        RouteIndex byCase,
        boolean goesOn) {

    static Route of(Section section) {
        List<Route> cases = new ArrayList<>();
        for (Section one : section.sections("cases")) {
            one.allowOnly("logsource", "when");
            cases.add(of(one));
        }
        List<List<FieldTest>> when = new ArrayList<>();
        for (Section one : section.sections("when")) {
            when.add(one.fieldTests());
        }
        return new Route(
                SourceTemplate.of(section.logSource("logsource")),
                List.copyOf(when),
                List.copyOf(cases),
                RouteIndex.of(cases),
                section.flag("continue"));
    }

    boolean holds(JsonNode event) {
        for (List<FieldTest> tests : when) {
            if (allHold(tests, event)) {
                return true;
            }
        }
        return false;
    }

    LogSource source(JsonNode event) {
        LogSource source = gives.fill(event);
        if (cases.isEmpty()) {
            return source;
        }
        RouteIndex.Candidates candidates = byCase.candidates(event);
        for (int i = candidates.next(); i >= 0; i = candidates.next()) {
            Route one = cases.get(i);
            if (one.holds(event)) {
                return Dimensions.filled(one.gives.fill(event), source);
            }
        }
        return source;
    }

    private static boolean allHold(List<FieldTest> tests, JsonNode event) {
        for (FieldTest test : tests) {
            if (!test.holds(event)) {
                return false;
            }
        }
        return true;
    }
}
