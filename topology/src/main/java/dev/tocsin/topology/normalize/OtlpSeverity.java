package dev.tocsin.topology.normalize;

import java.util.List;

/**
 * OpenTelemetry's severity numbers, 1 to {@value #HIGHEST}: four for each name, and the severity of
 * syslog that its appendix gives for each.
 */
final class OtlpSeverity {
    /** The highest number. */
    static final int HIGHEST = 24;

    private static final int STEPS = 4;
    private static final List<String> NAMES =
            List.of("trace", "debug", "info", "warn", "error", "fatal");

    private OtlpSeverity() {}

    static String name(int number) {
        return NAMES.get((number - 1) / STEPS);
    }

    /**
     * The code of syslog. A fatal error of an application is critical there: an emergency concerns
     * the whole system.
     */
    static int syslogCode(int number) {
        return switch (number) {
            case 9 -> 6;
            case 10, 11, 12 -> 5;
            case 13, 14, 15, 16 -> 4;
            case 17 -> 3;
            case 18 -> 2;
            case 19, 20 -> 1;
            case 21, 22, 23, 24 -> 2;
            default -> 7;
        };
    }
}
