package dev.berth.app;

import dev.berth.adapter.docker.Owing;
import dev.berth.adapter.docker.PostgresLive;
import dev.berth.adapter.docker.PostgresSpare;
import dev.berth.adapter.docker.PostgresTakeover;
import dev.berth.adapter.docker.QdrantLive;
import dev.berth.adapter.docker.QdrantSpare;
import dev.berth.adapter.docker.QuestDbLive;
import dev.berth.adapter.docker.QuestDbSpare;
import dev.berth.adapter.docker.RedisLive;
import dev.berth.adapter.docker.RedisSpare;
import dev.berth.adapter.docker.RedisTakeover;
import dev.berth.adapter.docker.SpareMaking;
import dev.berth.adapter.docker.Standing;
import dev.berth.adapter.docker.VolumesLive;
import dev.berth.adapter.docker.VolumesSpare;
import dev.berth.backup.LiveServer;
import dev.berth.backup.Manifest;
import dev.berth.backup.SpareServer;
import dev.berth.backup.Takeover;
import dev.berth.engine.HttpEngine;
import dev.berth.engine.TcpEngine;
import dev.berth.policy.EngineKind;
import java.io.IOException;
import java.util.function.Consumer;

/** How each kind of engine is backed up, and restored. */
final class BackedUp {
    private BackedUp() {}

    static LiveServer live(Standing at, Owing owing) {
        return switch (at.endpoint().engine()) {
            case POSTGRESQL, TIMESCALEDB -> new PostgresLive(at, owing);
            case REDIS -> new RedisLive(at, owing);
            case QUESTDB -> new QuestDbLive(at, owing);
            case QDRANT -> new QdrantLive(at, owing);
            case HTTP, EXPORTER, TCP -> new VolumesLive(at);
        };
    }

    /** @param left takes what could not be cleared away */
    static Takeover takeover(
            Standing at, SpareMaking.Beginning beginning, Manifest of, Owing owing, Consumer<String> left) {
        return switch (of.engine()) {
            case POSTGRESQL, TIMESCALEDB -> new PostgresTakeover(at, beginning, of, owing, left);
            case REDIS -> new RedisTakeover(at, beginning, of, owing);
            case QUESTDB, QDRANT, HTTP, EXPORTER, TCP ->
                throw new IllegalStateException("a backup of " + of.engine().word() + " takes no place");
        };
    }

    static SpareServer spare(SpareMaking making, Manifest of) throws IOException {
        return switch (of.engine()) {
            case POSTGRESQL, TIMESCALEDB -> PostgresSpare.make(making, of);
            case REDIS -> RedisSpare.make(making, of);
            case QUESTDB -> QuestDbSpare.make(making);
            case QDRANT -> QdrantSpare.make(making);
            case HTTP, EXPORTER, TCP ->
                VolumesSpare.make(making, of.engine() == EngineKind.TCP ? new TcpEngine() : new HttpEngine());
        };
    }
}
