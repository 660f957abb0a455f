package dev.berth.cycle;

import dev.berth.execute.Attempt;
import dev.berth.execute.LeadingPorts;
import dev.berth.observe.Alias;
import dev.berth.observe.Observation;
import dev.berth.policy.Policy;
import java.util.List;

/** The old ports that the simulated world leads on. */
record WorldPorts(SimulatedSite place) implements LeadingPorts {
    @Override
    public Observation<List<Alias>> led(Policy policy) {
        return place.blindness
                .<Observation<List<Alias>>>map(reason -> new Observation.Blind<>(reason, "install nftables"))
                .orElseGet(() -> new Observation.Seen<>(place.world.aliases()));
    }

    @Override
    public Attempt lead(Policy policy, List<Alias> aliases) {
        if (place.stiff) {
            return Attempt.notDone("nft: Device or resource busy");
        }
        place.world.alias(aliases);
        return Attempt.done();
    }

    @Override
    public List<Alias> sweep(Policy policy) {
        place.sweeps++;
        return place.leftovers;
    }
}
