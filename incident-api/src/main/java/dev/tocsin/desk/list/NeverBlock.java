package dev.tocsin.desk.list;

import dev.tocsin.desk.net.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What must never come to a list of kind {@link ListKind#BLOCK}: the addresses, networks and names
 * of the list {@link #NAME}, and addresses that are special in every network.
 */
public final class NeverBlock {
    /** The list that people keep of it; any kind will do. */
    public static final String NAME = "never-block";

    private final List<Network> networks = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    private NeverBlock(List<String> values) {
        for (String value : values) {
            Network network = Network.parse(value);
            if (network == null) {
                names.add(name(value));
            } else {
                networks.add(network);
            }
        }
    }

    /** Values that must never be blocked. */
    public static NeverBlock of(List<String> values) {
        return new NeverBlock(values);
    }

    /** Those of the list that people keep. */
    static NeverBlock of(ListStore lists, long nowMs) {
        StoredList list = lists.find(NAME);
        return of(
                list == null
                        ? List.of()
                        : list.inForce(nowMs).stream().map(ListEntry::value).toList());
    }

    /** Why a value may not be blocked, or null when it may. */
    public @Nullable String refusal(String value) {
        Network network = Network.parse(value);
        if (network == null) {
            String name = name(value);
            return names.stream().anyMatch(never -> covers(never, name) || covers(name, never))
                    ? refused(value)
                    : null;
        }
        if (network.isSpecial()) {
            return "Expected an address or network that may be blocked, but found "
                    + value
                    + ", which is special or too wide";
        }
        return networks.stream().anyMatch(network::overlaps) ? refused(value) : null;
    }

    private static String refused(String value) {
        return "Expected nothing of the list " + NAME + ", but found " + value;
    }

    private static boolean covers(String domain, String name) {
        return name.equals(domain) || name.endsWith("." + domain);
    }

    private static String name(String value) {
        String name = value.toLowerCase(Locale.ROOT);
        name = name.startsWith("*.") ? name.substring(2) : name;
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }
}
