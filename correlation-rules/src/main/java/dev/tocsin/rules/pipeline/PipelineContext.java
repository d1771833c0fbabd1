package dev.tocsin.rules.pipeline;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an event besides its bytes.
 *
 * @param receivedAt when it arrived
 * @param zone of dates that name none
 * @param source which source sent it
 * @param hint the pipeline that its door or its token names
 * @param plugins runs plugins
 */
public record PipelineContext(
        Instant receivedAt,
        ZoneId zone,
        @Nullable String source,
        @Nullable String hint,
        Plugins plugins) {

    /** Of an event of which only the arrival is known, without plugins. */
    public static PipelineContext of(Instant receivedAt) {
        return new PipelineContext(receivedAt, ZoneOffset.UTC, null, null, Plugins.none());
    }
}
