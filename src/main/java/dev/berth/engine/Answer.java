package dev.berth.engine;

/** What an engine said. */
public sealed interface Answer {
    /**
     * It is well.
     *
     * @param identity what stays the same over a restart on the same data, such as PostgreSQL's system identifier
     */
    record Well(String identity) implements Answer {}

    /** It answered that it can't serve yet, as during start-up. */
    record NotYet(String reason) implements Answer {}

    /** It did not answer, or refused. */
    record Silent(String reason) implements Answer {}

    /** An identity where it is well, else the reason. */
    default String words() {
        if (this instanceof Well well) {
            return well.identity();
        }
        return this instanceof NotYet notYet ? notYet.reason() : ((Silent) this).reason();
    }
}
