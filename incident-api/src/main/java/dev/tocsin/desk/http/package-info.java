/**
 * What every resource shares on the HTTP side: routes, problems, preconditions, paging, checked
 * input. Start at {@link dev.tocsin.desk.http.Route}; it must never know a resource.
 */
@NullMarked
package dev.tocsin.desk.http;

import org.jspecify.annotations.NullMarked;
