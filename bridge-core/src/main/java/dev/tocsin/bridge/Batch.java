package dev.tocsin.bridge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one request or message brought, cut into items by its door, because the protocol and not
 * JSON says where one ends; a body of plain JSON is a {@link Submission}.
 *
 * @param contentType the media type that the sender gave
 * @param tokenId the token that was used
 * @param items in the order of the request; the results have the same
 */
public record Batch(
        Door door, @Nullable String contentType, @Nullable String tokenId, List<BatchItem> items) {
    public Batch {
        items = List.copyOf(items);
    }
}
