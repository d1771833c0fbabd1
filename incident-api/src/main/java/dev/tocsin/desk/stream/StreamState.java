package dev.tocsin.desk.stream;

import dev.tocsin.desk.auth.Principal;
import org.jspecify.annotations.Nullable;

/** Something of which a new reader is told how it is now, before it is told of changes. */
@FunctionalInterface
interface StreamState {
    /** What the reader may know of it; null for nothing. From memory: everybody else waits. */
    @Nullable StreamMessage now(Principal reader, StreamFilter filter);
}
