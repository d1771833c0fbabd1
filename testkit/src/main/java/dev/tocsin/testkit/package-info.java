/**
 * What the tests of several modules share: a clock that tests move, and readers of topics. Servers
 * to test against come from {@code dev.tocsin.embedded}. Must never know a module under test.
 */
@NullMarked
package dev.tocsin.testkit;

import org.jspecify.annotations.NullMarked;
