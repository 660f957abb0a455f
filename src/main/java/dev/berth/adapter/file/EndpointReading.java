package dev.berth.adapter.file;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.policy.Credentials;
import dev.berth.policy.Endpoint;
import dev.berth.policy.EngineKind;
import java.io.IOException;

/**
 * Reads endpoints, also those of journals that are older than their target: there every engine had one protocol, so that
 * 0 says enough, and a migration that soaks can still be ended.
 */
final class EndpointReading extends StdDeserializer<Endpoint> {
    private static final long serialVersionUID = 1L;
    private static final String TARGET = "target";

    EndpointReading() {
        super(Endpoint.class);
    }

    @Override
    public Endpoint deserialize(JsonParser json, DeserializationContext context) throws IOException {
        var members = context.readValue(json, ObjectNode.class);
        if (!members.has(TARGET)) {
            members.put(TARGET, 0);
        }
        return context.readTreeAsValue(members, Members.class).endpoint();
    }

    /** The same components under a name of its own, since an endpoint itself is read by this class. */
    private record Members(
            String database, EngineKind engine, String host, int port, int target, Credentials credentials) {
        Endpoint endpoint() {
            return new Endpoint(database, engine, host, port, target, credentials);
        }
    }
}
