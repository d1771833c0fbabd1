/**
 * People of a provider of OpenID Connect: the authorization code flow with PKCE. Start at {@link
 * dev.tocsin.desk.auth.oidc.OidcHandler}; it must never know a resource.
 */
@NullMarked
package dev.tocsin.desk.auth.oidc;

import org.jspecify.annotations.NullMarked;
