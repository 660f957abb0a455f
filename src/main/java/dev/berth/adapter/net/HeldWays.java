package dev.berth.adapter.net;

import dev.berth.plan.NetStep.HeldPort;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What this process holds, from one step to another: a plan names the ports of its databases, and not those that lead there. */
final class HeldWays {
    private final Map<List<HeldPort>, List<HeldPort>> held = new ConcurrentHashMap<>();

    void note(List<HeldPort> planned, List<HeldPort> all) {
        held.put(planned, all);
    }

    /** Empty where this process held nothing for them since it last let them go. */
    Optional<List<HeldPort>> forget(List<HeldPort> planned) {
        return Optional.ofNullable(held.remove(planned));
    }
}
