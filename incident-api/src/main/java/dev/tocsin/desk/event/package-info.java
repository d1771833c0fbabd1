/**
 * Events in Elasticsearch: searched, counted, exported, and looked up behind an alert. Start at
 * {@link dev.tocsin.desk.event.Events}; {@link dev.tocsin.desk.event.ElasticFilter} turns a filter
 * into a query. No text of a caller is ever a query language of Elasticsearch, and nothing outside
 * this package speaks to it.
 */
@NullMarked
package dev.tocsin.desk.event;

import org.jspecify.annotations.NullMarked;
