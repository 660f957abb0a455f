package dev.berth.execute;

import dev.berth.observe.Alias;
import dev.berth.observe.Observation;
import dev.berth.policy.Policy;
import java.util.List;

/** The old ports that a policy's table leads on, apart from the steps that open and close them. */
public interface LeadingPorts {
    /** Those that the packet filter has. */
    Observation<List<Alias>> led(Policy policy);

    /** Lets them lead on again: all of them, or none. Who used them before is forgotten. */
    Attempt lead(Policy policy, List<Alias> aliases);

    /** Takes away all that the policy has in the packet filter; gives the old ports that still led on. */
    List<Alias> sweep(Policy policy);
}
