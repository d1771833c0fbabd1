package dev.tocsin.desk.list;

/** What a list is for. */
public enum ListKind {
    /** Values whose events are marked. */
    WATCH,
    /** Values that are to be blocked. */
    BLOCK,
    /** Facts of hosts, addresses and networks. */
    ASSETS,
    /** Facts of users. */
    IDENTITIES,
    /** Values that placeholders of rules stand for. */
    PLACEHOLDERS;

    /** Whether its entries have facts. */
    public boolean hasFacts() {
        return this == ASSETS || this == IDENTITIES;
    }
}
