package dev.tocsin.rules.compile;

import dev.tocsin.rules.plan.FieldMapping;
import dev.tocsin.rules.source.DocumentProblems;
import java.time.ZoneId;

/**
 * What compiling a detection needs to know of its rule and of the run.
 *
 * @param names which fields its log source has
 * @param zone where the parts of a time are read
 */
record RuleContext(
        FieldMapping mapping,
        FieldNames names,
        Expansion lists,
        ZoneId zone,
        DocumentProblems problems) {}
