/** What texts have in common, for messages that name what was meant. */
@NullMarked
package dev.tocsin.text;

import org.jspecify.annotations.NullMarked;
