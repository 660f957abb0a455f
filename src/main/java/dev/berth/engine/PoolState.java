package dev.berth.engine;

/** What a PgBouncer does with the clients of a database, as far as it told. */
public sealed interface PoolState {
    /** It serves them. */
    record Serving() implements PoolState {}

    /** They wait in it, and it has no connection to the database. */
    record Paused() implements PoolState {}

    /** They are to wait, but some were still in the middle of something when the time was over. */
    record Unrested(String reason) implements PoolState {}

    /** Nobody listens there: who is not there lets nobody wait. */
    record Gone(String reason) implements PoolState {}

    /** It did not tell, and why. */
    record Silent(String reason) implements PoolState {}
}
