package dev.tocsin.launcher.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** Runs commands for rule authors and keeps what they print. */
final class Cli {
    /**
     * What a command did.
     *
     * @param out on standard output
     * @param err on standard error
     */
    record Ran(int code, String out, String err) {}

    private Cli() {}

    static Ran rules(Object... args) {
        return run(new RulesCommand(), args);
    }

    static Ran run(Object command, Object... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] texts = new String[args.length];
        for (int i = 0; i < args.length; i++) {
            texts[i] = args[i].toString();
        }
        int code =
                new CommandLine(command)
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true))
                        .execute(texts);
        return new Ran(code, out.toString(), err.toString());
    }
}
