package dev.berth.bench;

/** A way to move a database to its new port, and back. */
interface Contender {
    String name();

    void forth();

    void back();
}
