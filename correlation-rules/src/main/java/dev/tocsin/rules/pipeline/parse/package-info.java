/**
 * Readers of texts for pipelines: dates, fixed texts, regular expressions, pairs and records. Each
 * takes time in proportion to its text. Start at {@link
 * dev.tocsin.rules.pipeline.parse.GrokPattern}. It must never know a document.
 */
@NullMarked
package dev.tocsin.rules.pipeline.parse;

import org.jspecify.annotations.NullMarked;
