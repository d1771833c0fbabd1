/**
 * Tests that stand beside pipelines. Start at {@link dev.tocsin.rules.pipeline.run.PipelineTester}.
 * It must never know how an event is normalized besides: that is given.
 */
@NullMarked
package dev.tocsin.rules.pipeline.run;

import org.jspecify.annotations.NullMarked;
