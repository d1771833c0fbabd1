package dev.tocsin.bridge.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Connections that are open and say nothing, in a process of their own: each takes a file
 * descriptor on either side, and there are only so many for one process. It ends with its input.
 */
final class IdleSenders implements AutoCloseable {
    private static final String OPEN = "open";

    private final Process process;
    private final BufferedReader answers;

    private IdleSenders(Process process) {
        this.process = process;
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    }

    /** Opens so many connections, and waits until the server has taken the last one. */
    static IdleSenders open(int port, int count) throws IOException {
        IdleSenders senders =
                new IdleSenders(
                        new ProcessBuilder(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-Xmx128m",
                                        "-XX:+UseSerialGC",
                                        "-XX:TieredStopAtLevel=1",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        IdleSenders.class.getName(),
                                        "" + port,
                                        "" + count)
                                .redirectError(ProcessBuilder.Redirect.INHERIT)
                                .start());
        senders.expect(OPEN);
        return senders;
    }

    /** Asks on the first and the last of them, and expects both to be served. */
    void ask() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
        expect("200 200");
    }

    private void expect(String line) throws IOException {
        String found = answers.readLine();
        if (!line.equals(found)) {
            close();
            throw new IOException("Expected idle senders to say " + line + ", but found " + found);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }

    /** {@code PORT COUNT}. */
    public static void main(String[] args) throws IOException {
        InetSocketAddress server =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
        List<SocketChannel> idle = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(args[1]); i++) {
            idle.add(SocketChannel.open(server));
        }
        status(idle.getLast());
        PrintStream out = System.out;
        out.println(OPEN);
        while (System.in.read() >= 0) {
            out.println(status(idle.getFirst()) + " " + status(idle.getLast()));
        }
    }

    private static String status(SocketChannel channel) throws IOException {
        channel.write(ByteBuffer.wrap("GET /status HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(UTF_8)));
        ByteBuffer answer = ByteBuffer.allocate(4096);
        channel.read(answer);
        String line = new String(answer.array(), 0, answer.position(), UTF_8);
        return line.startsWith("HTTP/1.1 ") ? line.substring(9, 12) : line;
    }
}
