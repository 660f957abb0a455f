package dev.berth.operator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * Has the policies that wait for a policy, or would move what it moves, looked at again when that comes, changes in a
 * way that counts, or goes.
 */
final class Followers extends AbstractEventSource<DatabasePortPolicy, DatabasePortPolicy>
        implements ResourceEventAware<DatabasePortPolicy> {
    private static final String AFTER = "after";

    private final IndexerResourceCache<DatabasePortPolicy> policies;

    private Followers(IndexerResourceCache<DatabasePortPolicy> policies) {
        super(DatabasePortPolicy.class, "followers");
        this.policies = policies;
    }

    static Followers of(EventSourceContext<DatabasePortPolicy> context) {
        IndexerResourceCache<DatabasePortPolicy> policies = context.getPrimaryCache();
        policies.addIndexers(Map.of(AFTER, Followers::after));
        Sharers.index(policies);
        return new Followers(policies);
    }

    @Override
    public void onResourceCreated(DatabasePortPolicy policy) {
        wake(policy);
    }

    @Override
    public void onResourceUpdated(DatabasePortPolicy now, DatabasePortPolicy before) {
        boolean same = Objects.equals(now.getStatus(), before.getStatus())
                && Objects.equals(
                        now.getMetadata().getGeneration(), before.getMetadata().getGeneration())
                && now.isMarkedForDeletion() == before.isMarkedForDeletion();
        if (!same) {
            wake(now);
            Sharers.of(policies, before).forEach(this::wakeOne);
        }
    }

    @Override
    public void onResourceDeleted(DatabasePortPolicy policy) {
        wake(policy);
    }

    @Override
    public Set<DatabasePortPolicy> getSecondaryResources(DatabasePortPolicy policy) {
        return Set.of();
    }

    private void wake(DatabasePortPolicy policy) {
        String key =
                key(policy.getMetadata().getNamespace(), policy.getMetadata().getName());
        policies.byIndex(AFTER, key).forEach(this::wakeOne);
        Sharers.of(policies, policy).forEach(this::wakeOne);
    }

    private void wakeOne(HasMetadata policy) {
        getEventHandler().handleEvent(new Event(ResourceID.fromResource(policy)));
    }

    /** As its spec says, whether or not that is sound otherwise. */
    private static List<String> after(DatabasePortPolicy policy) {
        return StreamSupport.stream(policy.getSpec().at("/rollout/after").spliterator(), false)
                .map(tier ->
                        key(tier.path("namespace").asText(), tier.path("policy").asText()))
                .distinct()
                .toList();
    }

    private static String key(String namespace, String name) {
        return namespace + "/" + name;
    }
}
