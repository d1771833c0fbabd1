package dev.tocsin.rules.compile;

import dev.tocsin.rules.plan.FieldMapping;
import dev.tocsin.rules.source.DocumentProblems;

/** What compiling a detection needs to know of its rule and of the run. */
record RuleContext(FieldMapping mapping, Expansion lists, DocumentProblems problems) {}
