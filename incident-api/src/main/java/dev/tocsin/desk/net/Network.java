package dev.tocsin.desk.net;

import dev.tocsin.config.Settings;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An address or a network.
 *
 * @param address its address
 * @param prefix how many bits of it count
 */
public record Network(InetAddress address, int prefix) {
    private static final Pattern LITERAL =
            Pattern.compile("(?:[0-9]{1,3}\\.){3}[0-9]{1,3}|[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");
    private static final int V4_BITS = 32;
    private static final int FEWEST_V4 = 8;
    private static final int FEWEST_V6 = 16;
    private static final int UNIQUE_LOCAL = 0xfc;
    private static final int UNIQUE_LOCAL_MASK = 0xfe;

    /** The address or network that a text is, or null. No name is looked up. */
    public static @Nullable Network parse(String text) {
        int slash = text.indexOf('/');
        String literal = slash < 0 ? text : text.substring(0, slash);
        if (!LITERAL.matcher(literal).matches()) {
            return null;
        }
        try {
            return ofLiteral(text);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    /**
     * The address or network of a literal in any form that Java knows. No name is looked up.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static Network ofLiteral(String text) {
        int slash = text.indexOf('/');
        InetAddress address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
        int bits = address.getAddress().length * Byte.SIZE;
        int prefix = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
        if (prefix < 0 || prefix > bits) {
            throw new IllegalArgumentException(
                    "Expected a prefix of 0 to " + bits + ", but found " + prefix);
        }
        return new Network(address, prefix);
    }

    /**
     * The addresses and networks of a setting, which stand between commas.
     *
     * @throws IllegalArgumentException naming the setting, when one is none
     */
    public static List<Network> list(Settings settings, String name) {
        List<Network> networks = new ArrayList<>();
        for (String text : settings.list(name)) {
            Network network = parse(text);
            if (network == null) {
                throw new IllegalArgumentException(
                        "Expected %s to be networks such as 10.0.0.0/8,fd00::/8, but found %s"
                                .formatted(name, text));
            }
            networks.add(network);
        }
        return networks;
    }

    /** Some of them as {@link #list} reads them, each with its prefix. */
    public static String text(List<Network> networks) {
        return networks.stream()
                .map(n -> n.address.getHostAddress() + "/" + n.prefix)
                .collect(Collectors.joining(","));
    }

    /** It as text, in the form that every server reads: without the name of an interface. */
    public String text() {
        String plain = address.getHostAddress().split("%", 2)[0];
        return prefix == address.getAddress().length * Byte.SIZE ? plain : plain + "/" + prefix;
    }

    /** Whether an address, as text, lies in it; a text that is none does not. */
    public boolean contains(String text) {
        try {
            return text.indexOf('/') < 0 && overlaps(ofLiteral(text));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /** Whether they have an address in common. */
    public boolean overlaps(Network other) {
        byte[] mine = address.getAddress();
        byte[] others = other.address.getAddress();
        if (mine.length != others.length) {
            return false;
        }
        int common = Math.min(prefix, other.prefix);
        for (int bit = 0; bit < common; bit++) {
            int shift = Byte.SIZE - 1 - bit % Byte.SIZE;
            if (((mine[bit / Byte.SIZE] ^ others[bit / Byte.SIZE]) >> shift & 1) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether blocking it would harm in any network: a machine's own addresses, or too many. */
    public boolean isSpecial() {
        int fewest = address.getAddress().length * Byte.SIZE == V4_BITS ? FEWEST_V4 : FEWEST_V6;
        return prefix < fewest
                || address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isMulticastAddress();
    }

    /** Whether it is one of those that anybody may use inside. */
    public boolean isPrivate() {
        byte[] bytes = address.getAddress();
        boolean unique =
                bytes.length * Byte.SIZE > V4_BITS
                        && (bytes[0] & UNIQUE_LOCAL_MASK) == UNIQUE_LOCAL;
        return unique || address.isSiteLocalAddress();
    }
}
