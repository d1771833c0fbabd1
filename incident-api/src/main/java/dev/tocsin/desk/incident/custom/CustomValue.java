package dev.tocsin.desk.incident.custom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.store.Docs;
import org.bson.Document;

/** The value of a custom field. It says of itself what it is, so that it outlives its field. */
public sealed interface CustomValue {
    /** Where the store has a time: nothing else tells it from a number. */
    String MOMENT = "at";

    /** A text, a choice or a user. */
    record Text(String text) implements CustomValue {
        @Override
        public JsonNode toJson() {
            return TextNode.valueOf(text);
        }

        @Override
        public Object stored() {
            return text;
        }
    }

    /** A number. */
    record Amount(double number) implements CustomValue {
        /** Up to which whole numbers are exact. */
        static final double MAX = 9_007_199_254_740_992d;

        @Override
        public JsonNode toJson() {
            boolean whole = number == Math.rint(number) && Math.abs(number) <= MAX;
            return whole ? LongNode.valueOf((long) number) : DoubleNode.valueOf(number);
        }

        @Override
        public Object stored() {
            return number;
        }
    }

    /** Yes or no. */
    record Flag(boolean is) implements CustomValue {
        @Override
        public JsonNode toJson() {
            return BooleanNode.valueOf(is);
        }

        @Override
        public Object stored() {
            return is;
        }
    }

    /** A time, in milliseconds since the epoch. */
    record Moment(long ms) implements CustomValue {
        @Override
        public JsonNode toJson() {
            return TextNode.valueOf(Texts.time(ms));
        }

        @Override
        public Object stored() {
            return new Document(MOMENT, ms);
        }
    }

    /** As callers see it. */
    JsonNode toJson();

    /** As the store has it. */
    Object stored();

    /** Reads {@link #stored}. */
    static CustomValue of(Object stored) {
        return switch (stored) {
            case String text -> new Text(text);
            case Number number -> new Amount(number.doubleValue());
            case Boolean flag -> new Flag(flag);
            case Document moment -> new Moment(Docs.number(moment, MOMENT));
            default ->
                    throw new IllegalStateException(
                            "Expected the value of a custom field, but found "
                                    + stored.getClass().getSimpleName());
        };
    }
}
