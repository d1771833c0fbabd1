/**
 * Threads that follow topics of Kafka. {@link dev.tocsin.desk.topic.TopicLoop} must never know what
 * a record means.
 */
@NullMarked
package dev.tocsin.desk.topic;

import org.jspecify.annotations.NullMarked;
