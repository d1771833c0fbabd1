@NullMarked
package dev.tocsin.desk.incident.evidence;

import org.jspecify.annotations.NullMarked;
