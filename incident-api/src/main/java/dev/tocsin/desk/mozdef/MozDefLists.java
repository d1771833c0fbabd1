package dev.tocsin.desk.mozdef;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.http.Fields;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.list.EntryReader;
import dev.tocsin.desk.list.ListEntry;
import dev.tocsin.desk.list.ListKind;
import dev.tocsin.desk.list.Lists;
import dev.tocsin.desk.net.Network;
import dev.tocsin.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts what MozDef's callers want blocked or watched into lists. */
final class MozDefLists {
    /** Where watched items are. */
    static final String WATCHED = "mozdef-watched";

    private static final int MAX_TEXT = 500;
    private static final Duration DEFAULT = Duration.ofHours(1);
    private static final Map<String, Duration> DURATIONS =
            Map.of(
                    "1hr", DEFAULT,
                    "12hr", Duration.ofHours(12),
                    "1d", Duration.ofDays(1),
                    "2d", Duration.ofDays(2),
                    "3d", Duration.ofDays(3),
                    "1w", Duration.ofDays(7),
                    "30d", Duration.ofDays(30));
    private static final Pattern NAME =
            Pattern.compile(
                    "(?=.{4,253}$)(?:[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z][A-Za-z0-9-]{1,62}");

    private final Lists lists;

    MozDefLists(Lists lists) {
        this.lists = lists;
    }

    /** What one of the routes does: the member that says whether, the value, the list. */
    enum Order {
        BLOCK_IP("IPBlockList", "ipaddress", "mozdef-blocked-addresses", ListKind.BLOCK) {
            @Override
            @Nullable String fault(String value) {
                Network network = Network.parse(value);
                if (network == null) {
                    return "Expected an address or a network, but found another text";
                }
                return network.isPrivate()
                        ? "Expected a public address, but found a private one"
                        : null;
            }
        },
        BLOCK_FQDN("FQDNBlockList", "fqdn", "mozdef-blocked-names", ListKind.BLOCK) {
            @Override
            @Nullable String fault(String value) {
                return NAME.matcher(value).matches()
                        ? null
                        : "Expected a whole domain name, but found another text";
            }
        },
        WATCH_ITEM("WatchList", "watchcontent", WATCHED, ListKind.WATCH) {
            @Override
            @Nullable String fault(String value) {
                return value.length() < 2 ? "Expected at least 2 characters, but found 1" : null;
            }
        };

        private final String flag;
        private final String member;
        private final String list;
        private final ListKind kind;

        Order(String flag, String member, String list, ListKind kind) {
            this.flag = flag;
            this.member = member;
            this.list = list;
            this.kind = kind;
        }

        ListKind kind() {
            return kind;
        }

        /** What is wrong with a value, or null. */
        abstract @Nullable String fault(String value);
    }

    /**
     * Carries an order out.
     *
     * @return the value, or null when the caller says that it is not to be done
     */
    @Nullable String take(Order order, ObjectNode body, Author author) {
        Fields fields =
                new Fields(
                        body,
                        Set.of(
                                order.flag,
                                order.member,
                                "duration",
                                "comment",
                                "referenceid",
                                "userid"));
        String value = fields.text(order.member, EntryReader.MAX_VALUE).strip();
        String fault = value.isEmpty() ? null : order.fault(value);
        if (fault != null) {
            fields.fault(order.member, fault);
        }
        String given = emptyAsNull(fields, "duration");
        Duration duration = given == null ? DEFAULT : DURATIONS.get(given);
        if (duration == null) {
            fields.fault(
                    "duration",
                    "Expected one of 1hr, 12hr, 1d, 2d, 3d, 1w, 30d, but found another text");
        }
        String reason = reason(fields);
        fields.check();
        if (body.has(order.flag) && !body.path(order.flag).asBoolean()) {
            return null;
        }
        ObjectNode entry = Json.object().put("value", value).put("reason", reason);
        long end =
                author.clock().instant().plus(duration == null ? DEFAULT : duration).toEpochMilli();
        entry.put("expires_at", Texts.time(end));
        lists.put(order.list, order.kind, entry, author);
        return value;
    }

    /** What is watched, in force now. */
    List<ListEntry> watched() {
        return lists.entries(WATCHED);
    }

    private static @Nullable String reason(Fields fields) {
        List<String> parts = new ArrayList<>();
        String comment = emptyAsNull(fields, "comment");
        String reference = emptyAsNull(fields, "referenceid");
        String user = emptyAsNull(fields, "userid");
        if (comment != null) {
            parts.add(comment);
        }
        if (reference != null) {
            parts.add("reference " + reference);
        }
        if (user != null) {
            parts.add("asked for by " + user);
        }
        String reason = String.join("; ", parts);
        return reason.isEmpty() ? null : reason.substring(0, Math.min(reason.length(), 1_000));
    }

    private static @Nullable String emptyAsNull(Fields fields, String name) {
        return fields.isEmptyText(name) ? null : fields.optionalText(name, MAX_TEXT);
    }
}
