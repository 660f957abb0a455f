package dev.berth.adapter.kube;

import dev.berth.plan.Grants;
import java.util.Optional;

/** Has the register of grants written as policies have it, and with some more that are lent to one of them. */
@FunctionalInterface
public interface GrantLender {
    /**
     * Gives the reason where it can't be written and somebody asks it.
     *
     * @param grants in the place of those that were lent to the policy before; none to end that
     */
    Optional<String> lend(String namespace, String policy, Grants grants);
}
