package dev.berth.adapter.docker;

import dev.berth.engine.Login;
import dev.berth.engine.Patience;
import dev.berth.policy.Endpoint;
import java.util.function.BooleanSupplier;

/**
 * Where a database runs, and who asks it.
 *
 * @param api of the engine that its container is on
 * @param container the id of its container
 * @param port the one that it listens on in there
 * @param patience with the database
 */
public record Standing(DockerApi api, String container, int port, Endpoint endpoint, Login login, Patience patience) {
    /** @param host the address of the engine */
    public static Standing on(
            Connections connections,
            String host,
            String container,
            Endpoint endpoint,
            Login login,
            BooleanSupplier interrupted) {
        return new Standing(
                connections.at(host), container, endpoint.target(), endpoint, login, Patience.until(interrupted));
    }

    /** The same, where something else has what is done there end. */
    public Standing until(BooleanSupplier other) {
        return new Standing(api, container, port, endpoint, login, patience.endedBy(other));
    }

    /** Whether somebody asked to end. */
    public BooleanSupplier interrupted() {
        return patience.interrupted();
    }

    /** The same database, asked at another place. */
    Endpoint at(String address) {
        return new Endpoint("restored", endpoint.engine(), address, port, port, endpoint.credentials());
    }
}
