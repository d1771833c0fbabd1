package dev.tocsin.bridge;

import dev.tocsin.bridge.split.Item;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The items of one submission or batch on their way to Kafka. Items of a submission are cut out of
 * its body when they are asked for, so that a body is not in memory twice.
 *
 * @param id names it in the coordinates of its dead letters
 * @param bytes the memory that it takes
 * @param length of an item, by its index
 * @param item by its index
 */
record Lot(
        Door door,
        @Nullable String contentType,
        @Nullable String tokenId,
        String id,
        long bytes,
        int size,
        IntUnaryOperator length,
        IntFunction<BatchItem> item) {

    static Lot of(Batch batch) {
        List<BatchItem> items = batch.items();
        long bytes = 0;
        for (BatchItem item : items) {
            bytes += item.bytes().length;
        }
        return new Lot(
                batch.door(),
                batch.contentType(),
                batch.tokenId(),
                UUID.randomUUID().toString(),
                bytes,
                items.size(),
                index -> items.get(index).bytes().length,
                items::get);
    }

    static Lot of(Submission submission, List<Item> items) {
        String key = submission.idempotencyKey();
        return new Lot(
                submission.door(),
                submission.contentType(),
                submission.tokenId(),
                key == null ? UUID.randomUUID().toString() : key,
                submission.body().length,
                items.size(),
                index -> items.get(index).length(),
                index ->
                        cut(
                                submission,
                                items.get(index),
                                BatchItem.keyOf(key, index, items.size())));
    }

    private static BatchItem cut(Submission submission, Item item, @Nullable String key) {
        String defect = item instanceof Item.Malformed malformed ? malformed.reason() : null;
        Map<String, String> headers = submission.headers();
        byte[] bytes = item.bytes(submission.body());
        return new BatchItem(
                bytes, key, submission.orderingKey(), headers, submission.pipeline(), defect);
    }

    /** The coordinates of an item that never reached a topic. */
    String origin(int index, BatchItem item) {
        String key = item.idempotencyKey();
        String own = key == null ? id + (size > 1 ? "-" + index : "") : key;
        return door.protocol() + ":" + own;
    }

    /** The sum of the lengths of all items. */
    long lengthOfAll() {
        long sum = 0;
        for (int index = 0; index < size; index++) {
            sum += length.applyAsInt(index);
        }
        return sum;
    }
}
