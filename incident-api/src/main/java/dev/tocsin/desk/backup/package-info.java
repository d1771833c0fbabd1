/**
 * Everything that the desk knows, as one file of lines, out and in again. Must never know what the
 * documents mean, but for the few that others follow.
 */
@NullMarked
package dev.tocsin.desk.backup;

import org.jspecify.annotations.NullMarked;
