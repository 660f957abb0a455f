package dev.berth.engine;

import dev.berth.policy.EngineKind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A real web server, asked by HTTP. */
class HttpEngineIT implements EngineContract {
    private static RigContainer server;

    @BeforeAll
    static void start() {
        server = RigContainer.web();
    }

    @AfterAll
    static void remove() {
        server.close();
    }

    @Override
    public EngineKind kind() {
        return EngineKind.HTTP;
    }

    @Override
    public RigContainer server() {
        return server;
    }
}
