package dev.tocsin.launcher.supervise;

import dev.tocsin.launcher.supervise.MachineStatus.ChildStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Stops the processes that a status file names: the supervisor, which stops its children; then
 * whatever is left of them, for a supervisor that was killed. A process id that now belongs to
 * another process is left alone.
 */
public final class Leftovers {
    private static final long SUPERVISOR_SECONDS = 90;
    private static final long CHILD_SECONDS = 20;

    private Leftovers() {}

    /**
     * Stops them and waits until they are gone.
     *
     * @return how many were running
     */
    public static int stop(MachineStatus status) throws InterruptedException {
        int running = 0;
        if (status.isRunning()) {
            running++;
            end(List.of(status.pid()), SUPERVISOR_SECONDS);
        }
        List<Long> children = new ArrayList<>();
        for (ChildStatus child : status.children()) {
            if (MachineStatus.isSameProcess(child.pid(), child.startedAtMs())) {
                children.add(child.pid());
            }
        }
        end(children, CHILD_SECONDS);
        return running + children.size();
    }

    private static void end(List<Long> pids, long seconds) throws InterruptedException {
        List<ProcessHandle> handles = new ArrayList<>();
        for (long pid : pids) {
            ProcessHandle.of(pid).ifPresent(handles::add);
        }
        handles.forEach(ProcessHandle::destroy);
        for (ProcessHandle handle : handles) {
            try {
                handle.onExit().get(seconds, TimeUnit.SECONDS);
            } catch (TimeoutException _) {
                handle.destroyForcibly();
                handle.onExit().join();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
