/**
 * The routes of MozDef's REST API that its users call: what was built for MozDef works with the
 * desk. Start reading at {@link dev.tocsin.desk.mozdef.MozDefHandler}. It must never do anything
 * that the desk's own routes cannot do.
 */
@NullMarked
package dev.tocsin.desk.mozdef;

import org.jspecify.annotations.NullMarked;
