/**
 * Looking at dead letters and sending them again. Start reading at {@link
 * dev.tocsin.launcher.letters.DeadLetterBox}. Must never change the bytes of a letter.
 */
@NullMarked
package dev.tocsin.launcher.letters;

import org.jspecify.annotations.NullMarked;
