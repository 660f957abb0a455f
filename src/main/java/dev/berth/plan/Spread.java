package dev.berth.plan;

import dev.berth.policy.Band;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Bands without their names: as few as cover the same ports, in their order. */
final class Spread {
    private Spread() {}

    static List<Band> of(List<Band> bands) {
        List<Band> covering = new ArrayList<>();
        bands.stream().sorted(Comparator.comparingInt(Band::from)).forEach(band -> {
            Band last = covering.isEmpty() ? null : covering.get(covering.size() - 1);
            if (last != null && band.from() <= last.to() + 1) {
                covering.set(covering.size() - 1, band(last.from(), Math.max(last.to(), band.to())));
            } else {
                covering.add(band(band.from(), band.to()));
            }
        });
        return List.copyOf(covering);
    }

    private static Band band(int from, int to) {
        return new Band("", from, to);
    }
}
