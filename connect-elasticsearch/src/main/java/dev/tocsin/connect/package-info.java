/**
 * A Kafka Connect sink for Elasticsearch 8 and 9. Start reading at {@link
 * dev.tocsin.connect.ElasticsearchSinkTask}: records become {@link dev.tocsin.connect.Document}s,
 * {@link dev.tocsin.connect.BulkWriter} buffers them and sends them in bulk, {@link
 * dev.tocsin.connect.OffsetTracker} says which offsets may be committed. Must never know what a
 * rule or an incident is.
 */
@NullMarked
package dev.tocsin.connect;

import org.jspecify.annotations.NullMarked;
