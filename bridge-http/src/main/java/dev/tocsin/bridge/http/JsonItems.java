package dev.tocsin.bridge.http;

import dev.tocsin.bridge.BatchItem;
import dev.tocsin.bridge.split.BodySplitter;
import dev.tocsin.bridge.split.Item;
import dev.tocsin.bridge.split.Split;
import java.util.function.UnaryOperator;

/** Cuts a body of JSON objects, one, several or an array, into items that keep their bytes. */
public final class JsonItems {
    private JsonItems() {}

    /**
     * Cuts a body.
     *
     * @param finish makes the door's own item of each
     */
    public static void cut(byte[] body, Items items, UnaryOperator<BatchItem> finish) {
        switch (BodySplitter.split(body, false, items.left())) {
            case Split.TooMany(int _) -> items.tooMany();
            case Split.Items(var found) -> {
                for (Item item : found) {
                    if (!items.add(finish.apply(of(item, body)))) {
                        return;
                    }
                }
            }
        }
    }

    private static BatchItem of(Item item, byte[] body) {
        byte[] bytes = item.bytes(body);
        return switch (item) {
            case Item.Event _ -> BatchItem.event(bytes);
            case Item.Malformed malformed -> BatchItem.malformed(bytes, malformed.reason());
        };
    }
}
