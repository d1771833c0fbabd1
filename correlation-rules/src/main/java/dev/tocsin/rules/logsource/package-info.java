/**
 * Log sources: which one an event has ({@link dev.tocsin.rules.logsource.LogSourceRoutes}), which
 * others a rule of one sees ({@link dev.tocsin.rules.logsource.LogSourceIncludes}), and where the
 * fields of one lie in an event ({@link dev.tocsin.rules.logsource.FieldMappings}). All of it is
 * read from the YAML files in {@code logsources/} and {@code mappings/} beside the rules. It must
 * never know a rule.
 */
@NullMarked
package dev.tocsin.rules.logsource;

import org.jspecify.annotations.NullMarked;
