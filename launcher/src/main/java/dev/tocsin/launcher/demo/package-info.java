/**
 * An attack that we made up, told event by event. Start reading at {@link
 * dev.tocsin.launcher.demo.Story}; each part of the attack is a chapter. Must never know which
 * rules there are: the story is what senders would send.
 */
@NullMarked
package dev.tocsin.launcher.demo;

import org.jspecify.annotations.NullMarked;
