@NullMarked
package dev.tocsin.desk.limit;

import org.jspecify.annotations.NullMarked;
