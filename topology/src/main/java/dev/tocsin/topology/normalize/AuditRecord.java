package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One record of the Linux audit daemon: {@code type=EXECVE msg=audit(1767261600.123:42): argc=2
 * a0="id" a1="-u"}. Values that the daemon wrote in hexadecimal because of spaces or quotes are
 * texts again.
 *
 * @param type for example {@code SYSCALL}
 * @param time seconds since the epoch, as it was written
 * @param sequence the same in all records of one event
 * @param fields by their own names; of one that comes twice the first
 */
record AuditRecord(String type, String time, long sequence, ObjectNode fields) {
    /** The most fields of one record that are read. */
    private static final int MOST_FIELDS = 1_000;

    private static final String BEGINNING = "type=";
    private static final String NODE = "node=";
    private static final char ENRICHMENT = '\u001d';

    /** Fields that the daemon encodes when it must; others may look alike and be numbers. */
    private static final Set<String> ENCODED =
            Set.of("name", "comm", "exe", "cwd", "proctitle", "acct", "cmd", "data", "key");

    /** Whether a line is a record, as far as its beginning says. */
    static boolean recognizes(String line) {
        return (line.startsWith(BEGINNING) || line.startsWith(NODE))
                && line.contains(" msg=audit(");
    }

    static @Nullable AuditRecord read(String line) {
        Scan scan = new Scan(line);
        if (scan.skip(NODE)) {
            scan.word();
        }
        String type = scan.skip(BEGINNING) ? scan.word() : "";
        if (type.isEmpty() || !scan.skip("msg=audit(")) {
            return null;
        }
        String seconds = scan.digits(12);
        String fraction = scan.skip('.') ? scan.digits(9) : "";
        String sequence = scan.skip(':') ? scan.digits(Numbers.MOST_DIGITS) : "";
        if (seconds.isEmpty() || fraction.isEmpty() || sequence.isEmpty() || !scan.skip("):")) {
            return null;
        }
        ObjectNode fields = Json.object();
        fields(scan.rest(), type, fields, true);
        return new AuditRecord(type, seconds + "." + fraction, Long.parseLong(sequence), fields);
    }

    /** {@code msg='…'} of user space holds fields of its own. */
    private static void fields(String text, String type, ObjectNode fields, boolean outer) {
        Scan scan = new Scan(text.replace(ENRICHMENT, ' '));
        for (scan.spaces(); !scan.atEnd() && fields.size() < MOST_FIELDS; scan.spaces()) {
            String name = name(scan);
            if (name == null) {
                scan.word();
            } else if (outer && scan.next() == '\'') {
                scan.moveTo(scan.at() + 1);
                String inner = scan.until("'");
                fields(inner == null ? scan.rest() : inner, type, fields, false);
            } else {
                put(name, value(scan), type, fields);
            }
        }
    }

    /** A name and the equals sign behind it, which is skipped; null if here is another word. */
    private static @Nullable String name(Scan scan) {
        int begin = scan.at();
        StringBuilder name = new StringBuilder();
        while (Character.isLetterOrDigit(scan.next()) || "_-".indexOf(scan.next()) >= 0) {
            name.append(scan.next());
            scan.moveTo(scan.at() + 1);
        }
        if (!name.isEmpty() && scan.skip('=')) {
            return name.toString();
        }
        scan.moveTo(begin);
        return null;
    }

    /** A quoted value with its quotes, to tell it from one in hexadecimal. */
    private static String value(Scan scan) {
        if (!scan.skip('"')) {
            return scan.word();
        }
        String quoted = scan.until("\"");
        return '"' + (quoted == null ? scan.rest() : quoted);
    }

    private static void put(String name, String value, String type, ObjectNode fields) {
        if (!fields.has(name)) {
            boolean quoted = value.startsWith("\"");
            fields.put(name, quoted ? value.substring(1) : decoded(name, value, type));
        }
    }

    private static String decoded(String name, String plain, String type) {
        boolean argument = type.equals("EXECVE") && isArgument(name);
        if (!(argument || ENCODED.contains(name)) || !isHexadecimal(plain)) {
            return plain;
        }
        byte[] bytes = HexFormat.of().parseHex(plain);
        return new String(bytes, StandardCharsets.UTF_8).replace('\0', ' ');
    }

    /** {@code a0}, {@code a1}, …. */
    static boolean isArgument(String name) {
        int digits = name.length() - 1;
        return digits > 0
                && name.charAt(0) == 'a'
                && new Scan(name.substring(1)).digits(digits).length() == digits;
    }

    private static boolean isHexadecimal(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Scan.isDigit(c) && !(c >= 'A' && c <= 'F')) {
                return false;
            }
        }
        return !text.isEmpty() && text.length() % 2 == 0;
    }
}
