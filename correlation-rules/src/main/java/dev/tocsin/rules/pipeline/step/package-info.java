/**
 * The kinds of steps: each a record of what its author wrote, and what it does to a document. Start
 * at {@link dev.tocsin.rules.pipeline.step.Step} and {@link dev.tocsin.rules.pipeline.step.Work}.
 * It must never know YAML.
 */
@NullMarked
package dev.tocsin.rules.pipeline.step;

import org.jspecify.annotations.NullMarked;
