package dev.tocsin.topology.normalize;

import org.jspecify.annotations.Nullable;

/** Reads paths of the Windows registry: {@code HKLM\SOFTWARE\…}, {@code \REGISTRY\MACHINE\…}. */
final class RegistryPath {
    private RegistryPath() {}

    /** Sets path, hive and key, and the value's name when the path ends in one. */
    static void put(@Nullable String path, boolean endsInValue, Draft draft) {
        if (path == null) {
            return;
        }
        draft.put("registry.path", path);
        int slash = path.indexOf('\\', path.startsWith("\\") ? 1 : 0);
        if (slash < 0) {
            return;
        }
        draft.put("registry.hive", path.substring(0, slash));
        int last = path.lastIndexOf('\\');
        if (endsInValue && last > slash) {
            draft.put("registry.key", path.substring(slash + 1, last));
            draft.put("registry.value", path.substring(last + 1));
        } else {
            draft.put("registry.key", path.substring(slash + 1));
        }
    }
}
