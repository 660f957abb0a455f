package dev.berth.operator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is made of the policies of a cluster, of each once for every spec that it has. */
public final class PerSpec<T> {
    private final Function<HasMetadata, T> making;
    private final Map<String, Made<T>> made = new ConcurrentHashMap<>();

    public PerSpec(Function<HasMetadata, T> making) {
        this.making = making;
    }

    private record Made<T>(String uid, long generation, T result) {
        boolean isOf(ObjectMeta metadata) {
            return uid.equals(metadata.getUid()) && generation == metadata.getGeneration();
        }
    }

    public T of(HasMetadata policy) {
        Made<T> last = made.get(key(policy));
        if (last != null && last.isOf(policy.getMetadata())) {
            return last.result();
        }
        ObjectMeta metadata = policy.getMetadata();
        Made<T> now = new Made<>(metadata.getUid(), metadata.getGeneration(), making.apply(policy));
        made.put(key(policy), now);
        return now.result();
    }

    /** Whether it was made of the spec that a policy has. */
    boolean knows(HasMetadata policy) {
        Made<T> last = made.get(key(policy));
        return last != null && last.isOf(policy.getMetadata());
    }

    /** Of one that is gone nothing is kept. */
    public void forget(HasMetadata policy) {
        made.remove(key(policy));
    }

    /** Of others than these nothing is kept. */
    void retain(Stream<? extends HasMetadata> policies) {
        made.keySet().retainAll(policies.map(PerSpec::key).collect(Collectors.toSet()));
    }

    static String key(HasMetadata policy) {
        return policy.getMetadata().getNamespace() + "/" + policy.getMetadata().getName();
    }
}
