package dev.berth.operator;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import io.javaoperatorsdk.operator.processing.event.source.controller.ResourceAction;
import io.javaoperatorsdk.operator.processing.event.source.controller.ResourceEvent;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Has a policy looked at that was made again under its name while a pass was over the one before it: when the end of that one
 * is done with, JOSDK forgets the name, and that somebody came with it since.
 */
final class Remade extends AbstractEventSource<DatabasePortPolicy, DatabasePortPolicy> {
    private final Cache<DatabasePortPolicy> policies;
    private final Executor later;

    /** The names of those whose end was told, after which nobody has looked at another one yet. */
    private final Set<ResourceID> ended = ConcurrentHashMap.newKeySet();

    /** @param later does something once the pass that asks for it is long over */
    Remade(Cache<DatabasePortPolicy> policies, Executor later) {
        super(DatabasePortPolicy.class, "remade");
        this.policies = policies;
        this.later = later;
    }

    /** Whether one of its name is there again; that is passed over soon, and so is one that comes at this moment. */
    boolean ended(DatabasePortPolicy policy) {
        ResourceID name = ResourceID.fromResource(policy);
        ended.add(name);
        later.execute(() -> wake(name));
        return policies.get(name).isPresent();
    }

    /** A pass over it begins. */
    void seen(DatabasePortPolicy policy) {
        ended.remove(ResourceID.fromResource(policy));
    }

    /** Again and again until it is looked at: what comes before the end is done with is lost. */
    private void wake(ResourceID name) {
        var again = policies.get(name).filter(policy -> isRunning());
        if (again.isEmpty()) {
            ended.remove(name);
        } else if (ended.contains(name)) {
            getEventHandler().handleEvent(new ResourceEvent(ResourceAction.ADDED, name, again.get()));
            later.execute(() -> wake(name));
        }
    }

    @Override
    public Set<DatabasePortPolicy> getSecondaryResources(DatabasePortPolicy policy) {
        return Set.of();
    }
}
