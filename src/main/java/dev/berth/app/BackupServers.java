package dev.berth.app;

import dev.berth.adapter.docker.Connections;
import dev.berth.adapter.docker.CopyName;
import dev.berth.adapter.docker.EngineRoot;
import dev.berth.adapter.docker.LiveContainer;
import dev.berth.adapter.docker.SpareContainer;
import dev.berth.adapter.docker.SpareMaking;
import dev.berth.adapter.file.DiskRoom;
import dev.berth.adapter.file.StageFolder;
import dev.berth.adapter.file.StateFolder;
import dev.berth.backup.LiveServer;
import dev.berth.backup.Manifest;
import dev.berth.backup.Room;
import dev.berth.backup.Servers;
import dev.berth.backup.SpareServer;
import dev.berth.engine.Logins;
import dev.berth.observe.Observation;
import dev.berth.observe.Observer;
import dev.berth.observe.Snapshot;
import dev.berth.plan.Mooring;
import dev.berth.policy.Policy;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * The servers of one policy's databases, and containers made like theirs.
 *
 * @param left takes what could not be removed
 */
record BackupServers(
        Policy policy,
        Observer observer,
        StateFolder state,
        Connections docker,
        Logins logins,
        BooleanSupplier interrupted,
        List<String> left)
        implements Servers {
    private static final int ID = 8;

    @Override
    public LiveServer live(String database) throws IOException {
        var place = place(database);
        try {
            var login = logins.resolve(place.endpoint().credentials(), policy.folder());
            return new LiveContainer(docker, host(), place, login, interrupted);
        } catch (Logins.UnresolvedCredentials e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public SpareServer throwaway(Manifest of) throws IOException {
        return spare(CopyName.Purpose.PROOF, of);
    }

    @Override
    public SpareServer beside(Manifest of) throws IOException {
        return spare(CopyName.Purpose.RESTORE, of);
    }

    @Override
    public void sweep() throws IOException {
        var rest = new Curtain(docker).sweep(state);
        if (rest.isPresent()) {
            throw new IOException("what an earlier run left could not be cleared away: " + rest.get());
        }
    }

    private SpareServer spare(CopyName.Purpose purpose, Manifest of) throws IOException {
        var curtain = new Curtain(docker);
        var place = place(of.name().database());
        var id = UUID.randomUUID().toString().substring(0, ID);
        var stage = StageFolder.create(state, purpose.word(), id, host());
        var making = new SpareMaking(docker, host(), new CopyName(purpose, id), place, interrupted);
        return SpareContainer.make(making, of, new SpareContainer.Ending() {
            @Override
            public void fall() {
                curtain.fall(stage).ifPresent(left::add);
            }

            @Override
            public void forget() throws IOException {
                stage.delete();
            }
        });
    }

    private LiveContainer.Place place(String database) throws IOException {
        var observation = observer.observe(policy);
        if (!(observation instanceof Observation.Seen<Snapshot> seen)) {
            var blind = (Observation.Blind<Snapshot>) observation;
            throw new IOException(blind.reason() + " — " + blind.remedy());
        }
        var mooring = Mooring.of(policy, seen.facts()).stream()
                .filter(berth -> berth.database().equals(database))
                .findFirst()
                .orElseThrow(() ->
                        new IOException("no container runs it, or it publishes no port of it; berth plan says which"));
        return new LiveContainer.Place(mooring.container(), mooring.target(), mooring.endpoint());
    }

    @Override
    public Room room() throws IOException {
        return DiskRoom.of("the restored copy", new EngineRoot(docker, host()).path());
    }

    private String host() {
        return policy.docker().host();
    }
}
