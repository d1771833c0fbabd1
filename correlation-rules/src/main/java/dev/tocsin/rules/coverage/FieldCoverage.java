package dev.tocsin.rules.coverage;

import java.util.List;

/**
 * A field of a log source.
 *
 * @param name as the rules write it
 * @param rules how many rules use it
 * @param found how it is found
 * @param places where it is looked for, the best first
 */
public record FieldCoverage(String name, int rules, Found found, List<String> places) {
    public FieldCoverage {
        places = List.copyOf(places);
    }
}
