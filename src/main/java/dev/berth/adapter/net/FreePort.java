package dev.berth.adapter.net;

import dev.berth.execute.Attempt;
import dev.berth.observe.HostFacts;
import dev.berth.observe.HostFacts.Listener;
import dev.berth.observe.Observation.Seen;
import dev.berth.observe.Sources;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;

/** Nobody listens where a database is to go. */
record FreePort(Sources.Host host, String hostIp, int port) implements Question {
    @Override
    public Attempt ask() {
        return listener()
                .map(listener -> "port " + port + " is taken by " + owner(listener))
                .or(this::unbindable)
                .map(Attempt::notDone)
                .orElseGet(Attempt::done);
    }

    private Optional<Listener> listener() {
        return host.look() instanceof Seen<HostFacts> seen
                ? seen.facts().listeners().stream()
                        .filter(listener -> listener.port() == port && IpAddress.collide(listener.address(), hostIp))
                        .findFirst()
                : Optional.empty();
    }

    /** Binds without listening, so that no client can slip in. It sees what /proc may hide: another user's, or a bound socket. */
    private Optional<String> unbindable() {
        var address = hostIp.isEmpty() ? new InetSocketAddress(port) : new InetSocketAddress(hostIp, port);
        try (var socket = new Socket()) {
            // Without it, the closed connections of a former owner (TIME_WAIT) would count as taken.
            socket.setReuseAddress(true);
            socket.bind(address);
            return Optional.empty();
        } catch (BindException e) {
            return Optional.of("port " + port + " can't be bound" + (hostIp.isEmpty() ? "" : " on " + hostIp) + ": "
                    + e.getMessage());
        } catch (IOException inconclusive) {
            return Optional.empty();
        }
    }

    private static String owner(Listener listener) {
        return listener.owner().isEmpty()
                ? "a process that only root can see, listening on " + listener.address()
                : listener.owner();
    }
}
