@NullMarked
package dev.tocsin.desk.net;

import org.jspecify.annotations.NullMarked;
