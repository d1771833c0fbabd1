package dev.tocsin.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** The processor time of this process. What else the machine does changes it less than a clock. */
public final class Processor {
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private Processor() {}

    /** What was used so far, in nanoseconds, collector and compiler too. */
    public static long nanos() {
        return SYSTEM.getProcessCpuTime();
    }
}
