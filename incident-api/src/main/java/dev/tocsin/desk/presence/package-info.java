/**
 * Who looks at what, and who edits it. Start at {@link dev.tocsin.desk.presence.PresenceTable}; it
 * must never know how readers of the stream are told.
 */
@NullMarked
package dev.tocsin.desk.presence;

import org.jspecify.annotations.NullMarked;
