package dev.berth.engine;

import dev.berth.policy.EngineKind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** QuestDB by its HTTP port alone. */
class QuestDbHttpIT implements LoginContract {
    private static RigContainer server;

    @BeforeAll
    static void start() {
        server = RigContainer.questdb(9000);
    }

    @AfterAll
    static void remove() {
        server.close();
    }

    @Override
    public EngineKind kind() {
        return EngineKind.QUESTDB;
    }

    @Override
    public RigContainer server() {
        return server;
    }
}
