package dev.tocsin.desk.net;

import dev.tocsin.config.Description;
import dev.tocsin.config.Settings;
import java.net.InetAddress;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where the desk may call: what keeps an address in a setting or of a user from reaching what only
 * this machine can reach (server-side request forgery).
 *
 * @param hosts the only hosts that are called; {@code *.example.com} stands for all below; empty
 *     for any
 * @param networks networks that are called although they are not public. An address behind which a
 *     cloud keeps secrets must be named by itself
 * @param http whether calls without TLS are made
 */
public record OutgoingPolicy(Set<String> hosts, List<Network> networks, boolean http) {
    private static final String HOSTS = "TOCSIN_API_OUTGOING_HOSTS";
    private static final String NETWORKS = "TOCSIN_API_OUTGOING_NETWORKS";
    private static final String HTTP = "TOCSIN_API_OUTGOING_HTTP";
    private static final String OCTET = "(?:0|[1-9][0-9]{0,2})";
    private static final Pattern NUMBER =
            Pattern.compile("(?:.*\\.)?(?:[0-9]+|0[xX][0-9a-fA-F]*)\\.?");
    private static final Pattern USUAL = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");

    public OutgoingPolicy {
        hosts = Set.copyOf(hosts);
        networks = List.copyOf(networks);
    }

    /**
     * The policy of an environment.
     *
     * @throws IllegalArgumentException naming the variable that is wrong
     */
    public static OutgoingPolicy from(Settings settings) {
        Set<String> hosts = new LinkedHashSet<>();
        for (String host : settings.list(HOSTS)) {
            hosts.add(withoutDot(host.toLowerCase(Locale.ROOT)));
        }
        return new OutgoingPolicy(
                hosts, Network.list(settings, NETWORKS), settings.flag(HTTP, false));
    }

    /** Adds the settings to a description. */
    public Description describe(Description shown) {
        return shown.with(HOSTS, String.join(",", hosts))
                .with(NETWORKS, Network.text(networks))
                .with(HTTP, http);
    }

    /**
     * Checks all of an address that can be checked without looking its name up.
     *
     * @return the host, in the form to look up
     * @throws RefusedTargetException saying what is wrong with it
     */
    public String checked(URI uri) throws RefusedTargetException {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(http && scheme.equals("http"))) {
            throw new RefusedTargetException(
                    "Expected an address that begins with https://"
                            + (http ? " or http://" : " (http:// needs " + HTTP + "=true)")
                            + ", but found "
                            + uri.getScheme());
        }
        if (uri.getHost() == null || uri.getUserInfo() != null || uri.getFragment() != null) {
            throw new RefusedTargetException(
                    "Expected an address of a host without user and fragment, but found another one");
        }
        String host = withoutDot(unbracketed(uri.getHost().toLowerCase(Locale.ROOT)));
        requireUsual(host);
        if (!hosts.isEmpty() && hosts.stream().noneMatch(pattern -> matches(pattern, host))) {
            throw new RefusedTargetException("Expected a host of " + HOSTS + ", but found " + host);
        }
        return host;
    }

    /**
     * Checks an address that a host was resolved to.
     *
     * @throws RefusedTargetException when it is not public and not allowed
     */
    public void check(String host, InetAddress address) throws RefusedTargetException {
        String kind = SpecialAddresses.kindOf(address);
        if (kind != null && !isAllowed(SpecialAddresses.target(address))) {
            throw new RefusedTargetException(
                    "Expected %s to have a public address or one of %s, but found the %s address %s"
                            .formatted(host, NETWORKS, kind, address.getHostAddress()));
        }
    }

    private boolean isAllowed(InetAddress address) {
        Network wanted = SpecialAddresses.network(address);
        boolean exact = SpecialAddresses.isMetadata(address);
        return networks.stream()
                .anyMatch(n -> n.overlaps(wanted) && (!exact || n.prefix() == wanted.prefix()));
    }

    /** Other forms of an IPv4 address (0x7f.1, 017700000001, 127.1) are read in different ways. */
    private static void requireUsual(String host) throws RefusedTargetException {
        boolean odd = NUMBER.matcher(host).matches() && !USUAL.matcher(host).matches();
        if (odd || host.isEmpty() || host.indexOf('%') >= 0) {
            throw new RefusedTargetException(
                    "Expected a name, or an address in its usual form, but found " + host);
        }
    }

    private static boolean matches(String pattern, String host) {
        return pattern.startsWith("*.")
                ? host.endsWith(pattern.substring(1)) && host.length() >= pattern.length()
                : pattern.equals(host);
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") && host.endsWith("]")
                ? host.substring(1, host.length() - 1)
                : host;
    }

    private static String withoutDot(String host) {
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }
}
