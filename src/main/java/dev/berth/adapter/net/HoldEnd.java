package dev.berth.adapter.net;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.adapter.net.Nft.Absent;
import dev.berth.adapter.net.Nft.Refusal;
import dev.berth.plan.NetStep.HeldPort;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Lets new connections to the held ports of one table go on. Where the packet filter can't pace them, they come all at once:
 * whoever is held must not pay for that.
 */
record HoldEnd(Nft nft, String table, List<HeldPort> ports, Duration limit) {
    /**
     * @param places how many may be connected at once for some seconds; empty where nobody can tell
     * @return what did not work of it, for people
     */
    String now(OptionalInt places) throws Refusal {
        if (places.isEmpty()) {
            free();
            return "";
        }
        var paced = new Crowd(table, ports, places.getAsInt()).paced();
        try {
            nft.run(Stream.concat(paced.stream(), freed()).toList());
            return "";
        } catch (Refusal unpaced) {
            // Of an expression that it lacks the kernel says the same as of a table that is not there.
            return free() ? "; all of them let in at once, unpaced: " + unpaced.reason() : "";
        }
    }

    /** Whether there was a table: where there is none, nobody is held, and a look beforehand would cost those who are. */
    private boolean free() throws Refusal {
        try {
            nft.run(freed().toList());
            return true;
        } catch (Absent tableGone) {
            return false;
        }
    }

    private Stream<JsonNode> freed() {
        return ports.stream()
                .map(port -> new FilterElement(table, "held", port.hostIp(), port.port()))
                .flatMap(port -> Stream.of(port.add(limit), port.delete()));
    }
}
