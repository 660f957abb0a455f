package dev.berth.execute.sim;

import java.util.Collection;
import java.util.HashSet;

/** The rule that nothing may ever break: no two engines on one volume. */
final class OneEngineRule {
    private OneEngineRule() {}

    static void check(Collection<Box> boxes) {
        var used = new HashSet<String>();
        for (var box : boxes) {
            for (var volume : box.volumes) {
                if (box.running && !used.add(volume)) {
                    throw new AssertionError("two engines on " + volume + ": " + boxes);
                }
            }
        }
    }
}
