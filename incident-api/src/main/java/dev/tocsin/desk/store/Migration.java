package dev.tocsin.desk.store;

import java.util.function.Consumer;

/**
 * A step from the schema version before to the next one.
 *
 * @param to the version that the store has afterwards
 * @param step what is done; may be done again after a crash in the middle of it
 */
record Migration(int to, Consumer<DeskStore> step) {}
