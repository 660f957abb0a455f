package dev.berth.plan;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Service of a cluster, and which of its ports get another beside them. */
public record ServicePorts(String namespace, String service, List<Pair> pairs) {
    public ServicePorts {
        pairs = List.copyOf(pairs);
    }

    /**
     * One port, and the one that comes beside it.
     *
     * @param was its name before, empty where it had none
     * @param named its name from now on
     * @param added the name of the other
     * @param target the port of the pods that both lead to, as a number or by its name there
     */
    public record Pair(String was, String named, String added, String target, int from, int to) {
        /** Whether the old port gets a name. */
        public boolean renames() {
            return !was.equals(named);
        }

        /** Whether another port leads where this one does, as that of a later move would. */
        public boolean isFollowedBy(int number, String where) {
            return number != from && Approach.isBerth(number) && where.equals(target);
        }

        /** Whether it leads to a port of the pods, given as a number; a name may stand for any. */
        public boolean mayLeadTo(int container) {
            return target.equals(String.valueOf(container)) || target.chars().anyMatch(Character::isLetter);
        }

        private String line(String name, int port) {
            return "{name: " + name + ", port: " + port + ", targetPort: " + target + "}";
        }

        @Override
        public String toString() {
            return (renames() ? from + " as " + named : named + " " + from) + ", " + added + " " + to + " → " + target;
        }
    }

    /** Whether the names in the slices change, so that the moment has to be bridged. */
    public boolean renames() {
        return pairs.stream().anyMatch(Pair::renames);
    }

    /** The ports as a manifest has them while both are there. */
    String manifest() {
        return pairs.stream()
                .flatMap(pair -> Stream.of(pair.line(pair.named(), pair.from()), pair.line(pair.added(), pair.to())))
                .collect(Collectors.joining(", ", "ports: [", "]"));
    }

    /** What the manifest has, whichever other ports there are, once the old ones are gone. */
    public String retiredManifest() {
        List<Integer> wanted = pairs.stream().map(Pair::to).toList();
        return "its ports have "
                + pairs.stream()
                        .map(pair -> pair.line(pair.added(), pair.to()))
                        .distinct()
                        .collect(Collectors.joining(", "))
                + " and no longer "
                + pairs.stream()
                        .map(Pair::from)
                        .filter(old -> !wanted.contains(old))
                        .distinct()
                        .map(String::valueOf)
                        .collect(Collectors.joining(", "));
    }

    /** The same Service once a later move of it is over: what came by this one may have gone by that. */
    public ServicePorts then(ServicePorts later) {
        return new ServicePorts(
                namespace,
                service,
                Stream.concat(pairs.stream().map(later::moved), later.pairs.stream())
                        .toList());
    }

    private Pair moved(Pair earlier) {
        return pairs.stream()
                .filter(pair -> pair.from() == earlier.to())
                .findFirst()
                .map(pair -> new Pair(
                        earlier.was(), earlier.named(), pair.added(), pair.target(), earlier.from(), pair.to()))
                .orElse(earlier);
    }

    @Override
    public String toString() {
        return "Service " + namespace + "/" + service + " ("
                + pairs.stream().map(Pair::toString).collect(Collectors.joining("; ")) + ")";
    }
}
