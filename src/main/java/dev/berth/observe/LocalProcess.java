package dev.berth.observe;

/**
 * A process of this host, as a person would name it.
 *
 * @param container the container that it runs in, by id or name; empty where it runs in none
 */
public record LocalProcess(String command, long pid, String container) {
    /** Such as {@code postgres (pid 4711)}. */
    @Override
    public String toString() {
        return command + " (pid " + pid + (container.isEmpty() ? "" : ", container " + container) + ")";
    }
}
