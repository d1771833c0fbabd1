/**
 * From pipeline files to pipelines: every problem of every document is found in one go. Start at
 * {@link dev.tocsin.rules.pipeline.compile.PipelineCompiler}. It must never see an event.
 */
@NullMarked
package dev.tocsin.rules.pipeline.compile;

import org.jspecify.annotations.NullMarked;
