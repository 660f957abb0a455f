package dev.berth.execute.sim;

/** Counts the points of a run at which the process can die, and lets it die at one of them. */
public final class Points {
    private int passed;
    private int deadly;

    /** Dies at the n-th point from now, counted from 1; with 0 never. */
    public void dieAt(int n) {
        passed = 0;
        deadly = n;
    }

    /** How many points were passed since {@link #dieAt}. */
    public int passed() {
        return passed;
    }

    void pass(String where) {
        passed++;
        if (passed == deadly) {
            throw new Crash(where);
        }
    }
}
