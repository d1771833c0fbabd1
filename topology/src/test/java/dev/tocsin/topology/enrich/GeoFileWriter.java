package dev.tocsin.topology.enrich;

import java.io.ByteArrayOutputStream;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes small files in MaxMind's format, version 2: a binary tree over the bits of addresses, the
 * data that its leaves point to, and a map that says what it is.
 */
final class GeoFileWriter {
    private static final int RECORD_BITS = 32;
    private static final int SEPARATOR = 16;
    private static final byte[] MARKER = {
        (byte) 0xab, (byte) 0xcd, (byte) 0xef, 'M', 'a', 'x', 'M', 'i', 'n', 'd', '.', 'c', 'o', 'm'
    };

    /** Children: another node if positive, data if negative, nothing if zero. */
    private final List<int[]> nodes = new ArrayList<>(List.of(new int[2]));

    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

    /** Adds a network in the form {@code 192.0.2.0/24}; networks must not overlap. */
    GeoFileWriter put(String network, Map<String, Object> values) throws Exception {
        String[] parts = network.split("/", 2);
        InetAddress address = InetAddress.ofLiteral(parts[0]);
        boolean four = address instanceof Inet4Address;
        byte[] bits = new byte[16];
        byte[] own = address.getAddress();
        System.arraycopy(own, 0, bits, 16 - own.length, own.length);
        int length = Integer.parseInt(parts[1]) + (four ? 96 : 0);
        int leaf = -1 - data.size();
        encode(values, data);
        int at = 0;
        for (int i = 0; i < length; i++) {
            int bit = (bits[i / 8] >> (7 - i % 8)) & 1;
            if (i == length - 1) {
                nodes.get(at)[bit] = leaf;
            } else if (nodes.get(at)[bit] <= 0) {
                nodes.add(new int[2]);
                nodes.get(at)[bit] = nodes.size() - 1;
                at = nodes.size() - 1;
            } else {
                at = nodes.get(at)[bit];
            }
        }
        return this;
    }

    byte[] bytes(String type) throws Exception {
        ByteBuffer tree = ByteBuffer.allocate(nodes.size() * 8);
        for (int[] node : nodes) {
            for (int child : node) {
                tree.putInt(
                        child < 0
                                ? nodes.size() + SEPARATOR - 1 - child
                                : child == 0 ? nodes.size() : child);
            }
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(tree.array());
        file.write(new byte[SEPARATOR]);
        file.write(data.toByteArray());
        file.write(MARKER);
        encode(
                Map.of(
                        "binary_format_major_version",
                        2,
                        "binary_format_minor_version",
                        0,
                        "build_epoch",
                        1_767_225_600L,
                        "database_type",
                        type,
                        "description",
                        Map.of("en", "test"),
                        "ip_version",
                        6,
                        "languages",
                        List.of("en"),
                        "node_count",
                        nodes.size(),
                        "record_size",
                        RECORD_BITS),
                file);
        return file.toByteArray();
    }

    private static void encode(Object value, ByteArrayOutputStream out) throws Exception {
        switch (value) {
            case String text -> {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                control(2, bytes.length, out);
                out.write(bytes);
            }
            case Double number -> {
                control(3, 8, out);
                out.write(ByteBuffer.allocate(8).putDouble(number).array());
            }
            case Integer number -> {
                control(6, 4, out);
                out.write(ByteBuffer.allocate(4).putInt(number).array());
            }
            case Long number -> {
                control(9, 8, out);
                out.write(ByteBuffer.allocate(8).putLong(number).array());
            }
            case List<?> list -> {
                control(11, list.size(), out);
                for (Object item : list) {
                    encode(item, out);
                }
            }
            case Map<?, ?> map -> {
                control(7, map.size(), out);
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    encode(entry.getKey(), out);
                    encode(entry.getValue(), out);
                }
            }
            default -> throw new IllegalArgumentException("Expected a value, but found " + value);
        }
    }

    private static void control(int type, int size, ByteArrayOutputStream out) {
        int small = Math.min(size, 29);
        out.write((type > 7 ? 0 : type << 5) | small);
        if (type > 7) {
            out.write(type - 7);
        }
        if (size >= 29) {
            out.write(size - 29);
        }
    }
}
