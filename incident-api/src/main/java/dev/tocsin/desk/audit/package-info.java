/**
 * The audit: who did what, in one chain of hashes that shows tampering. Start at {@link
 * dev.tocsin.desk.audit.Audit}; {@link dev.tocsin.desk.audit.AuditVerifier} must never know where
 * entries come from.
 */
@NullMarked
package dev.tocsin.desk.audit;

import org.jspecify.annotations.NullMarked;
