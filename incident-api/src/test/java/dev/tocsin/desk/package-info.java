/** Tests of the desk, over real Kafka and a document store. Start at {@code DeskDriver}. */
@NullMarked
package dev.tocsin.desk;

import org.jspecify.annotations.NullMarked;
