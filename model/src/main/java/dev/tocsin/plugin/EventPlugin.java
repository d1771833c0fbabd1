package dev.tocsin.plugin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * A step of normalization in Java, found by {@link java.util.ServiceLoader} in a jar of the
 * directory {@code plugins}. A pipeline calls it by its name, {@code - plugin: NAME}; or it reads
 * all that some sources send.
 *
 * <p>It must be a function of the event: the same event gives the same result, on any thread, and
 * now or when the past is read again. It may be called by several threads at once. A call that
 * throws, or takes too long, leaves the event as it was and counts against the plugin, which is
 * switched off when that happens too often.
 */
public interface EventPlugin {
    /** Its name: letters, digits, dots, dashes and underscores. */
    String name();

    /**
     * Names of sources whose events it reads without a pipeline: what they sent is given to it, and
     * is the event in ECS afterwards. {@code *} in a name stands for any text. None, unless it says
     * so.
     */
    default Set<String> sources() {
        return Set.of();
    }

    /**
     * Changes the event.
     *
     * @param event a copy of the plugin's own, to be changed in place
     * @param call what is known of the event besides
     */
    void process(ObjectNode event, PluginCall call);
}
