package dev.berth.plan;

import dev.berth.observe.ClusterFacts.Locked;
import java.util.List;

/** One berth of a policy in a cluster, by its name as {@code DATABASE.PORT}, and where it stands. */
public record ServiceBerth(String name, int wanted, Standing standing) {
    /** The same, in the way of which stands that its database can't be asked. */
    ServiceBerth barredBy(List<Locked> locked) {
        return locked.stream()
                .filter(one -> standing instanceof Elsewhere && name.startsWith(one.database() + "."))
                .findFirst()
                .map(one -> new ServiceBerth(
                        name, wanted, new Barred(Bar.of(Bar.Kind.MISSING, name, one.reason(), one.remedy()))))
                .orElse(this);
    }

    /** Where a berth stands. */
    public sealed interface Standing {}

    /** The Service leads from the wanted port to the database. */
    public record Moored() implements Standing {}

    /** The Service leads from another port to the database; the wanted one can stand beside it. */
    public record Elsewhere(int now) implements Standing {}

    /** It can't be moved. */
    public record Barred(Bar bar) implements Standing {}
}
