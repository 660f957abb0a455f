package dev.berth.plan;

import java.util.List;

/**
 * How well a namespace of a cluster is protected.
 *
 * @param particulars why nobody guards it, or the register can't be kept; empty otherwise
 * @param strays who has protected ports there that no policy gives
 */
public record Protection(Guard guard, String particulars, List<Stray> strays) {
    public Protection {
        strays = List.copyOf(strays);
    }

    /** What the guard of a cluster does. */
    public enum Guard {
        /** It is not installed, asks another register than the one that is kept, or leaves the namespace out. */
        ABSENT,
        /** Its register can't be kept: it goes by the last one, or lets everything pass where there is none. */
        BLIND,
        /** It warns and lets pass. */
        WARNING,
        /** It refuses. */
        REFUSING
    }
}
