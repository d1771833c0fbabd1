/**
 * Declarative pipelines: what a sender sends, made into what rules see, step by step. Start at
 * {@link dev.tocsin.rules.pipeline.PipelineSet}; {@code compile} makes one of files, {@code step}
 * has a class for each kind of step, {@code parse} the readers of text. It must never know a clock,
 * a broker or a thread: the same event and the same pipelines give the same document.
 */
@NullMarked
package dev.tocsin.rules.pipeline;

import org.jspecify.annotations.NullMarked;
