package dev.berth.plan;

import java.util.List;

/**
 * How well a namespace of a cluster is protected.
 *
 * @param particulars of the guard, empty where there is nothing to say
 * @param strays who has protected ports there that no policy gives
 */
public record Protection(Guard guard, String particulars, List<Stray> strays) {
    public Protection {
        strays = List.copyOf(strays);
    }

    /** What the guard of a cluster does. */
    public enum Guard {
        /** It is not installed, or asks another register than the one that is kept. */
        ABSENT,
        /** Its register can't be kept, so it lets everything pass. */
        BLIND,
        /** It warns and lets pass. */
        WARNING,
        /** It refuses. */
        REFUSING
    }
}
