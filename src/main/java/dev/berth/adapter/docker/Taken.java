package dev.berth.adapter.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A host port, or an address in a network, that a container needs for its start and that seems to be taken.
 *
 * <p>An engine tells the end of a container at once and takes its network down after that; until then its port and its
 * fixed address can't be had.
 *
 * @param what the port or address in words
 * @param holders the other containers that the engine lists with it
 * @param unseen how long it may seem taken although none is listed
 */
record Taken(String what, List<Holder> holders, Duration unseen) {
    private static final Duration TAKEN_DOWN = Duration.ofSeconds(5);
    /** The last holder may have gone between the refusal and the look at the list; else a process holds the port. */
    private static final Duration JUST_GONE = Duration.ofMillis(300);

    Taken {
        holders = List.copyOf(holders);
    }

    /** A container that is listed as running, and whether it has ended nevertheless. */
    record Holder(String name, boolean ended) {}

    /** What the engine's reply to a start says to be taken; empty where it says something else. */
    static Optional<Taken> by(Reply reply, Sighted container, DockerApi api) throws Unanswered {
        var problem = reply.problem().toLowerCase(Locale.ROOT);
        if (reply.ok() || !problem.contains("already allocated") && !problem.contains("already in use")) {
            return Optional.empty();
        }
        return Optional.of(reply.forbidden() ? address(container, api) : port(container, api));
    }

    private static Taken address(Sighted container, DockerApi api) throws Unanswered {
        var wanted = container.fixedAddresses();
        Predicate<JsonNode> holds = other -> other.path("NetworkSettings").path("Networks").properties().stream()
                .anyMatch(network -> wanted.contains(
                                network.getValue().path("IPAddress").asText())
                        || wanted.contains(
                                network.getValue().path("GlobalIPv6Address").asText()));
        return new Taken("address " + String.join(", ", wanted), holders(container, api, holds), TAKEN_DOWN);
    }

    private static Taken port(Sighted container, DockerApi api) throws Unanswered {
        var wanted = container.inspect().path("HostConfig").path("PortBindings").findValuesAsText("HostPort");
        Predicate<JsonNode> holds = other -> Json.items(other.path("Ports"))
                .anyMatch(port -> wanted.contains(port.path("PublicPort").asText()));
        return new Taken("port " + String.join(", ", wanted), holders(container, api, holds), JUST_GONE);
    }

    private static List<Holder> holders(Sighted container, DockerApi api, Predicate<JsonNode> holds) throws Unanswered {
        var found = new ArrayList<Holder>();
        var deaths = new Deaths(api);
        for (var other : Json.items(api.get("/containers/json")).filter(holds).toList()) {
            var id = other.path("Id").asText();
            if (!id.equals(container.id())) {
                var name = other.path("Names").path(0).asText("?").replaceFirst("^/", "");
                found.add(new Holder(name, deaths.ended(id)));
            }
        }
        return found;
    }

    /** How long a start may be tried again; not at all while somebody lives there. */
    Duration patience() {
        if (holders.isEmpty()) {
            return unseen;
        }
        return holders.stream().allMatch(Holder::ended) ? TAKEN_DOWN : Duration.ZERO;
    }

    /** Who has it. */
    @Override
    public String toString() {
        return holders.isEmpty()
                ? "no container holds " + what + ", so something else does"
                : what + " is held by container "
                        + holders.stream().map(Holder::name).collect(Collectors.joining(", "));
    }
}
