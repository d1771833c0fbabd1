package dev.tocsin.topology.normalize;

/** Takes URLs apart as they are written, without judging whether they are valid. */
final class Urls {
    private static final String AUTHORITY = "://";

    private Urls() {}

    /** Sets {@code url.original} and, where they are there, scheme, domain, port, path, query. */
    static void put(String url, Draft draft) {
        draft.put("url.original", url);
        int path = 0;
        int authority = url.indexOf(AUTHORITY);
        if (authority > 0 && url.indexOf('/') == authority + 1) {
            draft.put("url.scheme", Texts.lower(url.substring(0, authority)));
            path = end(url, authority + AUTHORITY.length());
            host(url.substring(authority + AUTHORITY.length(), path), draft);
        }
        rest(url.substring(path), draft);
    }

    private static int end(String url, int from) {
        int at = from;
        while (at < url.length() && "/?#".indexOf(url.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    private static void host(String authority, Draft draft) {
        String host = authority.substring(authority.lastIndexOf('@') + 1);
        int colon = host.lastIndexOf(':');
        boolean port = colon > 0 && colon > host.lastIndexOf(']') && isPort(host, colon + 1);
        String name = port ? host.substring(0, colon) : host;
        if (!name.isEmpty()) {
            draft.put("url.domain", Texts.lower(name));
        }
        if (port) {
            draft.put("url.port", Integer.parseInt(host, colon + 1, host.length(), 10));
        }
    }

    private static boolean isPort(String host, int from) {
        int digits = host.length() - from;
        boolean all = digits > 0 && digits <= 5;
        for (int i = from; all && i < host.length(); i++) {
            all = host.charAt(i) >= '0' && host.charAt(i) <= '9';
        }
        return all;
    }

    private static void rest(String text, Draft draft) {
        int hash = text.indexOf('#');
        String upToHash = hash < 0 ? text : text.substring(0, hash);
        int question = upToHash.indexOf('?');
        String path = question < 0 ? upToHash : upToHash.substring(0, question);
        if (hash >= 0 && hash < text.length() - 1) {
            draft.put("url.fragment", text.substring(hash + 1));
        }
        if (question >= 0 && question < upToHash.length() - 1) {
            draft.put("url.query", upToHash.substring(question + 1));
        }
        if (path.startsWith("/")) {
            draft.put("url.path", path);
            FilePaths.putExtension("url", Texts.baseName(path), draft);
        }
    }
}
