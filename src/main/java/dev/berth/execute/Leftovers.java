package dev.berth.execute;

import dev.berth.observe.Alias;
import dev.berth.policy.Policy;
import java.util.List;

/** What an earlier run may have left in the world that no journal knows of any more. */
public interface Leftovers {
    /** Takes away all that the policy has in the packet filter; gives the old ports that still led on. */
    List<Alias> sweep(Policy policy);
}
