package dev.tocsin.desk.incident.evidence;

/** What became of the copy of an event's document. */
public enum EvidenceState {
    /** It is looked for: an event is searchable a few seconds after it came. */
    PENDING,
    /** It is kept. */
    COPIED,
    /** The bytes are kept that the event came in, for its document was not to be had. */
    RAW,
    /** It is larger than what is kept; its digest and size are known. */
    TOO_LARGE,
    /** Neither the document nor the bytes were found within a day. */
    MISSING
}
