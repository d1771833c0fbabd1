/**
 * Reading the audit of the desk, and checking it. Start reading at {@link
 * dev.tocsin.launcher.audit.AuditCheck}. Must never change anything.
 */
@NullMarked
package dev.tocsin.launcher.audit;

import org.jspecify.annotations.NullMarked;
