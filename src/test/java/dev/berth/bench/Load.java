package dev.berth.bench;

/** What clients do over a way, measured once. */
interface Load {
    String name();

    Sample over(ClientMachine clients, Way way);

    /**
     * What came of it.
     *
     * @param p99 the worst of a hundred; where there is but one figure, that again
     */
    record Sample(double middle, double p99) {}
}
