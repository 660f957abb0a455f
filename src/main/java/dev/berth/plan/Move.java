package dev.berth.plan;

import java.time.Duration;
import java.util.List;

/** Berths that move together: those of one container, or of containers that trade ports. One failure takes all of it back. */
public record Move(String name, List<Berthing> berths, Duration expectedPause, List<Step> steps) {
    public Move {
        berths = List.copyOf(berths);
        steps = List.copyOf(steps);
    }
}
